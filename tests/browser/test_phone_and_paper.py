"""The pages in windows of any width, and on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.report.diff.html import html
from tests.browser.conftest import Open
from tests.browser.differences import EVERYTHING
from tests.browser.hostile_spec import HARMLESS, wrong_spec
from tests.browser.reports import FLEET, report_of

pytestmark = pytest.mark.xdist_group("browser")

LONG = "x" * 300
STACK, DATABASE, KEY, POLICY, ROLE = "s" * 63, "d" * 63, "k" * 250, "p" * 128, "r" * 64  # as long as each can be
LONGEST_NAMES = f"""\
version: 1
stacks:
  {STACK}:
    aws: {{account_id: "111122223333", region: us-east-2}}
    oci: {{compartment_id: ocid1.compartment.oc1..a, tenancy_id: ocid1.tenancy.oc1..a, region: us-ashburn-1}}
    keys: {{{KEY}: {{}}}}
    policies: {{{POLICY}: {{}}}}
    roles: {{{ROLE}: {{policies: [{POLICY}], oracle_user_arn: "arn:aws:iam::444455556666:user/oracle"}}}}
    databases:
      {DATABASE}:
        db_name: ORDERS
        ocid: ocid1.autonomousdatabase.oc1.iad.{"a" * 60}
        admin_password: {{variable: true}}
        encryption: {{key: {KEY}, role: {ROLE}}}
"""


@pytest.mark.parametrize("width", [360, 800, 1280])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_page_never_scrolls_to_the_side(open_page: Open, tmp_path: Path, script: bool, width: int) -> None:
    wrong = tmp_path / f"{LONG[:100]}.yaml"
    wrong.write_text(wrong_spec((*HARMLESS, LONG)), "utf-8")

    names = tmp_path / "names.yaml"
    names.write_text(LONGEST_NAMES, "utf-8")
    for text in (report_of(FLEET, EVERYTHING), report_of(wrong), html(EVERYTHING), report_of(names)):
        page = open_page(text.replace("<details ", "<details open "), width=width, height=740, script=script)
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_on_paper_everything_is_unfolded_but_the_terraform(open_page: Open, script: bool) -> None:
    page = open_page(report_of(FLEET, EVERYTHING), script=script)
    page.locator("main details[open] > summary").evaluate_all(
        "all => all.forEach(one => one.parentElement.open = false)"
    )

    page.emulate_media(media="print")
    paper = page.locator("main").inner_text()

    for said in (
        "arn:aws:iam::111122223333:role/adbs-payments",
        "arn:aws:kms:eu-central-1:111122223333:alias/adbs/payments-2026",
        "adbkms discover",
        "module.key_ADBS_Key2.arn",
        "statement of the trust policy",
    ):
        assert said in paper
    assert "terraform {" not in paper
    assert not page.locator(".tools").is_visible()


def test_a_pdf_has_the_findings_and_the_chains(open_page: Open, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(wrong_spec(HARMLESS), "utf-8")
    fleet, findings = open_page(report_of(FLEET)), open_page(report_of(wrong))
    fleet.locator("main details").evaluate_all("all => all.forEach(one => one.open = false)")

    assert {"Findings", "Stacks", "orders, invoices"} <= set(headings(fleet.pdf(outline=True, tagged=True)))
    printed = [one for one in headings(findings.pdf(outline=True, tagged=True)) if one.startswith("Error ")]
    shown = findings.locator(".finding h3").all_inner_texts()
    assert len(shown) > 8
    # Where a line ends the outline has no space.
    assert [one.replace(" ", "") for one in printed] == [one.replace(" ", "") for one in shown]


def headings(pdf: bytes) -> list[str]:
    """Those that Chromium has laid out, from the PDF's outline."""
    titles = re.findall(rb"/Title <([0-9A-F]+)>|/Title \(((?:[^()\\]|\\.)*)\)", pdf)
    return [
        bytes.fromhex(coded.decode()).decode("utf-16") if coded else re.sub(r"\\(.)", r"\1", plain.decode("latin-1"))
        for coded, plain in titles
    ]
