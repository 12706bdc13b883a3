"""The report in a browser: what it shows, searched and folded by the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.differences import ROTATION
from tests.browser.reports import FLEET, QUICKSTART, report_of

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def fleet() -> str:
    return report_of(FLEET)


def opened(page: Page, selector: str = "details.stack") -> list[bool]:
    states: list[bool] = page.locator(selector).evaluate_all("all => all.map(one => one.open)")
    return states


def shown(page: Page, selector: str) -> list[str]:
    return [one.inner_text() for one in page.locator(selector).all() if one.is_visible()]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_the_fleet_at_a_glance(open_page: Open, fleet: str) -> None:
    page = open_page(fleet)

    assert page.title() == "The fleet: Autonomous AI Database with keys in AWS KMS"
    assert page.locator("#fleet .counts > div").all_inner_texts()[:3] == ["Stacks\n3", "Databases\n4", "Keys\n4"]
    assert page.locator("#fleet .stages li").all_inner_texts()[0].split() == ["provision", "1"]
    expect(page.get_by_role("row", name="111122223333 eu-central-1 eu-frankfurt-1 1 2")).to_be_visible()


def test_the_chain_from_the_databases_to_their_key(open_page: Open, fleet: str) -> None:
    chain = open_page(fleet).locator(".chain", has_text="orders, invoices")

    kinds = chain.locator(".kind").all_inner_texts()
    text = chain.inner_text()

    assert kinds == ["Databases", "Role", "Policy", "Keys"]
    for named in (
        "assumes, with tenant_ocid",
        "arn:aws:iam::111122223333:role/adbs-payments",
        "arn:aws:iam::444455556666:user/oracle-adbs-payments",
        "ocid1.tenancy.oc1..aaaaaaaaexampletenancy",
        "arn:aws:iam::111122223333:policy/adbs-payments-keys",
        "arn:aws:kms:eu-central-1:111122223333:alias/adbs/payments-2026",
    ):
        assert named in text
    assert "ARN\nknown after the apply" in chain.locator(".box", has_text="adbs/payments-2026").inner_text()
    assert chain.locator(".box.aside .name").all_inner_texts() == ["adbs/payments-2025"]


def test_a_database_on_oracles_key_shows_the_way_that_is_ready(open_page: Open, fleet: str) -> None:
    chain = open_page(fleet).locator(".chain.not-in-use")

    assert "on Oracle's key; no key in AWS KMS is in use" in chain.locator("h4").inner_text()
    assert chain.locator(".box .name").all_inner_texts() == [
        "lakehouse",
        "adbs-lakehouse",
        "adbs-lakehouse-keys",
        "adbs/lakehouse",
    ]
    assert "Not rendered before Oracle's user ARN is in the spec." in chain.inner_text()


def test_what_is_next_and_the_terraform(open_page: Open, fleet: str) -> None:
    stack = open_page(fleet).locator("details.stack").filter(has_text="analytics-prod").first

    assert "adbkms discover" in stack.locator(".next").inner_text()
    stack.get_by_text("main.tf").click()
    assert 'resource "oci_database_autonomous_database" "lakehouse" {' in stack.locator(".hcl").first.inner_text()
    assert stack.locator(".hcl b").first.inner_text() == "module"


def test_findings_stand_with_their_places_and_lines(open_page: Open, tmp_path: Path) -> None:
    spec = tmp_path / "wrong.yaml"
    spec.write_text(
        QUICKSTART.read_text("utf-8").replace("external_id: tenant_ocid", "external_id: tenancy_ocid"), "utf-8"
    )

    finding = open_page(report_of(spec)).locator(".finding")

    expect(finding).to_have_count(1)
    assert finding.locator("h3").inner_text() == 'Error "tenancy_ocid" is not known here SPEC206'
    assert finding.locator(".place").inner_text().endswith("wrong.yaml:23:22")
    assert finding.locator("mark").inner_text() == "tenancy_ocid"
    assert 'Did you mean "tenant_ocid"?' in finding.inner_text()


def test_the_search_filters_and_says_how_much_it_has_found(open_page: Open, fleet: str) -> None:
    page = open_page(fleet)

    press(page, "/")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    page.keyboard.type("payments-prod encrypt")

    expect(page.get_by_role("status")).to_have_text("Found: 1 stack, 2 databases")
    assert shown(page, ".databases tbody th") == ["payments-prod/orders", "payments-prod/invoices"]
    press(page, "Escape")
    expect(page.get_by_role("status")).to_have_text("")
    assert len(shown(page, ".databases tbody th")) == 4


@pytest.mark.parametrize(
    "words",
    [
        "lakehouse",
        "012345678901",
        "us-east-2",
        "PROVISION",
        "arn:aws:iam::012345678901:role/adbs-lakehouse",
        "alias/adbs/warehouse",
        "oracle_user_arn",
    ],
)
def test_a_database_is_found_by_name_account_region_stage_and_arn(open_page: Open, fleet: str, words: str) -> None:
    page = open_page(fleet)

    page.get_by_role("searchbox").fill(words)

    expect(page.get_by_role("status")).to_contain_text("1 stack, 1 database")
    assert shown(page, ".databases tbody th") == ["analytics-prod/lakehouse"]


def test_what_nobody_has_is_not_found(open_page: Open, fleet: str) -> None:
    page = open_page(fleet)

    page.get_by_role("searchbox").fill("999999999999")

    expect(page.get_by_role("status")).to_have_text("Nothing found")


def test_enter_leads_to_the_first_match_and_from_there_to_its_stack(open_page: Open, fleet: str) -> None:
    page = open_page(fleet)
    press(page, "/")
    page.keyboard.type("invoices")

    press(page, "Enter")
    expect(page.get_by_role("link", name="payments-prod/invoices")).to_be_focused()
    page.locator("details.stack").evaluate_all("all => all.forEach(one => one.open = false)")
    press(page, "Enter")

    expect(page.locator("[id='database/payments-prod/invoices']")).to_be_in_viewport()
    assert opened(page) == [False, True, False]


def test_folding_by_the_keyboard(open_page: Open, fleet: str) -> None:
    page = open_page(fleet)
    assert opened(page) == [True, True, True]

    page.get_by_role("button", name="Collapse all").focus()
    press(page, "Enter")
    assert opened(page, "main details").count(True) == 0
    press(page, "Shift+Tab", "Space")
    assert opened(page) == [True, True, True]
    page.locator("details.stack > summary").first.focus()
    press(page, "Enter")
    assert opened(page) == [False, True, True]


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page: Open, fleet: str) -> None:
    page = open_page(fleet)

    press(page, "Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    press(page, "Enter")

    expect(page.locator("main")).to_be_focused()


def test_without_javascript_everything_is_there_but_the_search(open_page: Open, fleet: str) -> None:
    page = open_page(fleet, script=False)

    expect(page.locator(".tools")).to_be_hidden()
    page.get_by_role("link", name="payments-test/orders").click()
    expect(page.locator("[id='database/payments-test/orders']")).to_be_in_viewport()
    page.locator("details.stack > summary").first.click()
    expect(page.locator("details.stack .facts").first).to_be_hidden()


def test_a_difference_stands_in_the_report_when_one_is_given(open_page: Open) -> None:
    page = open_page(report_of(QUICKSTART, ROTATION))

    page.get_by_role("link", name="Changes 1").click()

    changes = page.get_by_role("region", name="Changes")
    expect(changes).to_contain_text(
        "invoices, orders will be encrypted with ADBS_Key2; ADBS_Key1 stays for old backups."
    )
    page.get_by_role("searchbox").fill("module.key_ADBS_Key2")
    expect(page.get_by_role("status")).to_have_text("Found: 1 change")
