"""The difference as a page of its own."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from generator.diff.changes import Action, Difference, FolderChange, Meaning, ObjectChange, Risk
from generator.report.diff.html import html
from tests.browser.conftest import Open
from tests.browser.differences import EVERYTHING, NOTHING, ROTATION

MINUS = "\N{MINUS SIGN}"
pytestmark = pytest.mark.xdist_group("browser")


def test_a_rotation_is_said_in_a_sentence_and_shown_argument_by_argument(open_page: Open) -> None:
    page = open_page(html(ROTATION))

    assert page.title() == page.locator("h1").inner_text() == "1 stack changes"
    assert page.locator(".lead").inner_text() == (
        "1 object added, 3 changed; nothing is destroyed or replaced; access is opened by 1 policy. 1 stack changed, "
        "4 the same."
    )
    assert page.locator(".headlines li").all_inner_texts() == [
        "Policy ADBS_AWS_Policy1 also allows the use of ADBS_Key2. opens access payments-prod",
        "Database invoices, orders will be encrypted with ADBS_Key2; ADBS_Key1 stays for old backups. "
        "in place payments-prod",
        "Key ADBS_Key2 is a new key. in place payments-prod",
    ]
    orders = page.locator(".object", has_text="oci_database_autonomous_database.orders")
    assert orders.locator("dt").inner_text() == "encryption_key.key_arn"
    assert orders.locator("del").inner_text() == f"{MINUS} module.key_ADBS_Key1.arn"
    assert orders.locator("ins").inner_text() == "+ module.key_ADBS_Key2.arn"


def test_of_a_list_without_order_only_what_comes_and_goes_is_shown(open_page: Open) -> None:
    policy = open_page(html(ROTATION)).locator(".object", has_text="module.policy_ADBS_AWS_Policy1")

    assert policy.locator("dd").all_inner_texts() == ["+ module.key_ADBS_Key2.arn"]


def test_the_worst_stands_first_and_every_action_is_named(open_page: Open) -> None:
    page = open_page(html(EVERYTHING))
    page.get_by_role("button", name="Expand all").click()

    assert page.locator(".headlines .risk").all_inner_texts()[:2] == ["destroys", "replaces"]
    actions = set(page.locator(".object h4 .action").all_inner_texts())
    assert actions == {"+ added", "~ changed", "→ moved", f"{MINUS} removed"}
    assert "It was oci_database_autonomous_database.diary" in page.locator(".object", has_text="journal").inner_text()
    assert page.locator("summary h3").all_inner_texts() == ["payments-prod", "ledger-prod", "new-prod", "aws-kms-key"]


def test_policies_are_shown_statement_by_statement(open_page: Open) -> None:
    page = open_page(html(EVERYTHING))
    page.get_by_role("button", name="Expand all").click()
    removed, changed, added = page.locator(".statement").all()

    assert removed.locator("p").inner_text() == f"{MINUS} removed statement of the trust policy"
    assert removed.locator("ins").count() == added.locator("del").count() == 0
    assert changed.locator("dd").all_inner_texts() == [
        "Allow",
        "kms:Decrypt",
        "+ kms:Encrypt",
        f"{MINUS} arn:aws:kms:us-east-2:111122223333:*",
        "+ everything",
    ]


def test_nothing_changes(open_page: Open) -> None:
    page = open_page(html(NOTHING))

    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing changes")
    assert page.locator(".lead").inner_text() == "The two say the same to Terraform: 3 stacks the same."
    expect(page.get_by_role("button", name="Expand all")).to_be_hidden()


def test_what_is_true_of_very_many_is_said_once_and_their_names_fold(open_page: Open) -> None:
    meaning = "will be encrypted with ADBS_Key2"
    changed = tuple(
        FolderChange(
            f"stacks/team-{stack}",
            Action.CHANGED,
            tuple(
                ObjectChange(
                    f"oci_database_autonomous_database.db{number}",
                    Action.CHANGED,
                    meanings=(Meaning(f"db{number}", meaning, Risk.IN_PLACE),),
                )
                for number in range(10)
            ),
        )
        for stack in range(5)
    )
    page = open_page(html(Difference(changed, unchanged=0, reworded=())))

    headline = page.locator(".headlines > li")

    assert headline.inner_text() == f"50 databases in 5 stacks: each {meaning}. in place"
    headline.locator("summary").click()
    assert page.locator(".members li").all_inner_texts()[-1] == f"team-4: {', '.join(f'db{n}' for n in range(10))}"
    assert page.locator("details.folder[open]").count() == 0
