"""Markdown is a comment on a merge request: one screen says what it means, for which databases, and that nothing is
lost; the rest is folded."""

from __future__ import annotations

import re

from generator.diff.changes import Action, Difference, Meaning, ObjectChange, Risk
from generator.report.diff import report_diff
from tests.unit.report.diff_example import (
    DATABASES,
    ROTATED,
    SAME,
    STACKS,
    database,
    destroyed,
    difference,
    encrypted,
    module,
    new_key,
    rotation,
    stack,
    widened_policy,
)


def unfolded(found: Difference) -> list[str]:
    """What is there to read before somebody unfolds something."""
    shown = re.sub(r"<details><summary>(.*?)</summary>.*?</details>", r"\1", report_diff(found, "markdown"), flags=re.S)
    return [line for line in shown.splitlines() if line]


def test_one_database_with_another_key() -> None:
    assert (
        report_diff(difference(stack("payments", encrypted("orders")), unchanged=2), "markdown")
        == """\
<!-- adbkms diff -->
### 1 stack changes: nothing is destroyed or replaced

1 stack changed, 2 the same; 1 object changed (1 database).

| Risk | Which | What happens |
| --- | --- | --- |
| in place | database `payments/orders` | `will be encrypted with ADBS_Key2; ADBS_Key1 stays for old backups` |

<details><summary>Stack <code>payments</code>: in place; 1 object changed</summary>

```diff
! oci_database_autonomous_database.orders
!   encryption_key.key_arn: module.key_ADBS_Key1.arn → module.key_ADBS_Key2.arn
```

</details>

Two trees tell what is meant; Terraform's plan tells what happens, and `adbkms guard` judges it.
"""
    )


def test_a_rotation_of_50_databases_is_one_screen() -> None:
    lines = unfolded(rotation())

    assert lines[1] == "### ⚠️ 10 stacks change: nothing is destroyed or replaced; access is opened by 10 policies"
    assert f"| in place | **50 databases** in 10 stacks | `{ROTATED}` |" in lines
    assert "| in place | key `ADBS_Key2` in all 10 stacks | `will be created in AWS KMS` |" in lines
    for name in STACKS:
        assert f"| `{name}` | {', '.join(f'`{one}`' for one in DATABASES)} |" in lines
    assert len(lines) <= 40


def test_policies_are_compared_statement_by_statement() -> None:
    assert """\
! module.policy_ADBS_AWS_Policy1
!   key_arns:
+     module.key_ADBS_Key2.arn
!   IAM policy, statement: Allow
      actions: kms:Encrypt, kms:Decrypt
      resources: module.key_ADBS_Key1.arn
+       module.key_ADBS_Key2.arn
""" in report_diff(difference(stack("a", widened_policy())), "markdown")


def test_the_worst_comes_first_in_the_table_and_among_the_stacks() -> None:
    replaced = database("ledger", Action.CHANGED, text="will be created anew, empty", risk=Risk.REPLACES)
    found = difference(
        stack("a", encrypted("orders")), stack("b", widened_policy(), replaced), stack("c", destroyed("billing"))
    )

    lines = unfolded(found)

    assert lines[1] == "### ⛔ 3 stacks change: 1 database destroyed, 1 database replaced; access is opened by 1 policy"
    assert [line.split(" | ")[0] for line in lines if line.startswith(("| ⛔", "| ⚠️", "| in place"))] == [
        "| ⛔ destroys",
        "| ⛔ replaces",
        "| ⚠️ opens access",
        "| in place",
    ]
    assert re.findall(r"^Stack <code>(\w)</code>", "\n".join(lines), re.M) == ["c", "b", "a"]


def test_names_of_many_stacks_are_folded() -> None:
    found = difference(*(stack(f"stack-{number:02}", *map(encrypted, DATABASES)) for number in range(13)))

    assert "Which 65 databases" in unfolded(found)
    assert "| `stack-12` | `orders`, `billing`, `invoices`, `ledger`, `refunds` |\n" in report_diff(found, "markdown")


def test_several_lists_of_names_say_which_meaning_they_are_about() -> None:
    found = difference(
        stack("a", *map(encrypted, DATABASES)), stack("b", *(destroyed(f"old-{name}") for name in DATABASES))
    )

    lines = unfolded(found)

    assert "| Stack | 5 databases: `will be destroyed with all data` |" in lines
    assert f"| Stack | 5 databases: `{ROTATED}` |" in lines


def test_what_happens_to_the_same_ones_lists_them_once() -> None:
    tagged = [
        ObjectChange(one.address, one.action, meanings=(*one.meanings, Meaning(name, "will be tagged", Risk.IN_PLACE)))
        for name, one in zip(DATABASES, map(encrypted, DATABASES), strict=True)
    ]

    lines = unfolded(difference(stack("a", *tagged)))

    assert len([line for line in lines if "**5 databases** in 1 stack" in line]) == 2
    assert len([line for line in lines if line.startswith("| `a` |")]) == 1


def test_a_key_of_some_of_the_stacks_says_of_which() -> None:
    found = difference(stack("a", new_key()), stack("b", new_key()), stack("c", encrypted("orders")))

    lines = unfolded(found)

    assert "| in place | key `ADBS_Key2` in 2 stacks | `will be created in AWS KMS` |" in lines
    assert "| `a` | `ADBS_Key2` |" in lines
    assert "| `b` | `ADBS_Key2` |" in lines


def test_a_module_is_not_taken_for_a_stack() -> None:
    found = difference(stack("a", encrypted("orders")), module("aws-kms-key", new_key()))

    lines = unfolded(found)

    assert lines[1] == "### 1 stack and 1 module change: nothing is destroyed or replaced"
    assert "| in place | module `modules/aws-kms-key` | `will be created in AWS KMS` |" in lines
    assert "Module <code>aws-kms-key</code>: in place; 1 object added" in lines


def test_a_stack_that_is_added_or_removed() -> None:
    added = unfolded(difference(stack("new", new_key(), action=Action.ADDED)))
    removed = unfolded(difference(stack("old", destroyed("orders"), action=Action.REMOVED)))

    assert added[1] == "### 1 stack is added: nothing is destroyed or replaced"
    assert "Stack <code>new</code>: added, in place; 1 object added" in added
    assert removed[1] == "### ⛔ 1 stack is removed: 1 database destroyed"


def test_nothing_changes() -> None:
    assert report_diff(SAME, "markdown") == "<!-- adbkms diff -->\n### Nothing changes\n\n3 stacks the same.\n"


def test_files_are_only_reworded() -> None:
    assert report_diff(Difference((), 1, ("stacks/a/README.md",)), "markdown") == (
        "<!-- adbkms diff -->\n### Nothing changes\n\n"
        "1 stack the same; 1 file is worded in another way and says the same to Terraform.\n"
    )


def test_the_first_line_is_where_a_bot_finds_its_comment() -> None:
    for found in (SAME, rotation()):
        assert report_diff(found, "markdown").startswith("<!-- adbkms diff -->\n")
