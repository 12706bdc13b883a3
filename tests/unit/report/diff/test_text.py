"""Text is for a terminal: what the difference means, then what changes, laid out as Terraform's plan."""

from __future__ import annotations

import re

import pytest

from generator.diff.changes import Action, ArgumentChange, Difference, ObjectChange, Risk
from generator.report.diff import report_diff
from tests.unit.report.diff_example import (
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


def shown(*objects: ObjectChange, width: int = 100) -> str:
    """The lines below the name of the one stack that changes."""
    text = report_diff(difference(stack("a", *objects)), "text", width=width)
    return text[text.index("Stack a") :].split("\n", 1)[1].split("\n\n")[0]


def argument(old: str | None, new: str | None, path: str = "path", width: int = 100) -> str:
    """The lines of the only argument that changes."""
    change = ObjectChange("module.key_a", Action.CHANGED, (ArgumentChange(path, old, new),))
    return shown(change, width=width).split("\n", 1)[1]


def test_a_rotation_in_one_stack() -> None:
    found = difference(stack("payments", new_key(), widened_policy(), encrypted("orders")), unchanged=2)

    assert (
        report_diff(found, "text")
        == """\
Opens access:
  ADBS_AWS_Policy1 will allow ADBS_Key2 as well.
In place:
  ADBS_Key2 will be created in AWS KMS.
  orders will be encrypted with ADBS_Key2; ADBS_Key1 stays for old backups.

Stack payments (opens access)
  + module.key_ADBS_Key2
      + alias: "ADBS_Key2"
      + deletion_window_in_days: 30
  ~ module.policy_ADBS_AWS_Policy1
      ~ key_arns:
          + module.key_ADBS_Key2.arn
      ~ IAM policy, statement: Allow
            actions: kms:Encrypt, kms:Decrypt
            resources: module.key_ADBS_Key1.arn
              + module.key_ADBS_Key2.arn
  ~ oci_database_autonomous_database.orders
      ~ encryption_key.key_arn: module.key_ADBS_Key1.arn → module.key_ADBS_Key2.arn

1 stack changed, 2 the same; 1 object added (1 key), 2 changed (1 policy, 1 database).
Nothing is destroyed or replaced; access is opened by 1 policy.
"""
    )


def test_what_is_the_same_for_many_is_said_once() -> None:
    text = report_diff(rotation(), "text")

    assert (
        text.split("\n\n")[0]
        == """\
Opens access:
  ADBS_AWS_Policy1 in 10 stacks will allow ADBS_Key2 as well.
In place:
  crm-prod/orders, crm-prod/billing and 48 more will be encrypted with ADBS_Key2; ADBS_Key1 stays
    for old backups.
  ADBS_Key2 in 10 stacks will be created in AWS KMS."""
    )
    assert re.findall(r"^Stack (\S+)", text, re.M) == [*STACKS]


def test_up_to_three_are_named() -> None:
    assert "  orders, billing and ledger will be encrypted" in report_diff(
        difference(stack("a", *map(encrypted, ("orders", "billing", "ledger")))), "text"
    )


def test_what_is_lost_comes_first_and_last() -> None:
    found = difference(stack("a", encrypted("orders"), destroyed("billing")), stack("b", destroyed("ledger")))

    text = report_diff(found, "text")

    assert text.startswith("Destroys:\n  a/billing and b/ledger will be destroyed with all data.\nIn place:\n")
    assert text.endswith("\n2 databases destroyed.\n")
    assert "Nothing is destroyed" not in text


def test_what_is_replaced_is_said_too() -> None:
    replaced = database("orders", Action.CHANGED, text="will be created anew, empty", risk=Risk.REPLACES)

    assert report_diff(difference(stack("a", replaced, destroyed("x"))), "text").endswith(
        "\n1 database destroyed, 1 database replaced.\n"
    )


def test_nothing_is_promised_of_what_is_removed_and_means_nothing_known() -> None:
    gone = ObjectChange("module.key_ADBS_Key1", Action.REMOVED)

    assert report_diff(difference(stack("a", gone)), "text").endswith("\n1 key removed.\n")


def test_an_output_that_is_removed_is_no_loss() -> None:
    gone = ObjectChange("output.key_ADBS_Key1_arn", Action.REMOVED)

    assert report_diff(difference(stack("a", gone)), "text").endswith("\nNothing is destroyed or replaced.\n")


def test_an_object_that_is_moved_says_from_where() -> None:
    moved = ObjectChange("module.key_new", Action.MOVED, previous_address="module.key_old")

    assert shown(moved) == "  → module.key_new (was module.key_old)"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (None, "30", "+ path: 30"),
        ("30", None, "- path: 30"),
        ("7", "30", "~ path: 7 → 30"),
    ],
)
def test_an_argument_is_added_removed_or_changed(old: str | None, new: str | None, line: str) -> None:
    assert argument(old, new) == f"      {line}"


def test_values_that_do_not_fit_one_line_stand_one_below_the_other() -> None:
    assert (
        argument('"the old description"', '"the new description"', width=50)
        == """\
      ~ path:
          - "the old description"
          + "the new description\""""
    )


def test_long_values_are_wrapped_and_whole() -> None:
    assert (
        argument(None, '"one two three four five six seven"', width=30)
        == """\
      + path: "one two three
          four five six seven\""""
    )


def test_lines_of_a_value_are_aligned() -> None:
    assert (
        argument("<<EOT\none\n  two\nEOT", "3")
        == """\
      ~ path:
          - <<EOT
          - one
          -   two
          - EOT
          + 3"""
    )


def test_items_of_a_list_stand_on_lines_of_their_own() -> None:
    change = ArgumentChange("actions", '["a", "b"]', '["b", "c"]', ('"c"',), ('"a"',))

    assert (
        shown(ObjectChange("module.policy_a", Action.CHANGED, (change,)))
        == """\
  ~ module.policy_a
      ~ actions:
          - "a"
          + "c\""""
    )


def test_a_stack_that_is_added_and_one_that_is_removed() -> None:
    found = difference(
        stack("new", new_key(), action=Action.ADDED), stack("old", destroyed("orders"), action=Action.REMOVED)
    )

    text = report_diff(found, "text")

    assert "\nStack new (added, in place)\n" in text
    assert "\nStack old (removed, destroys)\n" in text
    assert "\n1 stack added, 1 removed; 1 object added (1 key), 1 removed (1 database).\n" in text


def test_nothing_changes() -> None:
    assert report_diff(SAME, "text") == "3 stacks the same.\nNothing is destroyed or replaced.\n"


def test_only_a_module_changes() -> None:
    change = ObjectChange("aws_kms_key.this", Action.CHANGED, (ArgumentChange("enable_key_rotation", "true", "false"),))

    assert (
        report_diff(difference(module("aws-kms-key", change), unchanged=1), "text")
        == """\
Module aws-kms-key (changes nothing in the clouds)
  ~ aws_kms_key.this
      ~ enable_key_rotation: true → false

1 stack otherwise the same; 1 module changed; 1 object changed (1 key).
Nothing is destroyed or replaced.
"""
    )


def test_files_that_are_only_reworded_are_named_up_to_ten() -> None:
    paths = tuple(f"stacks/a/{number:02}.md" for number in range(12))

    assert report_diff(Difference((), 1, paths), "text").splitlines() == [
        "1 stack the same.",
        "12 files are worded in another way and say the same to Terraform:",
        *(f"  {path}" for path in paths[:10]),
        "  and 2 more",
        "Nothing is destroyed or replaced.",
    ]


def test_colours_are_those_of_terraform_and_only_there_if_asked_for() -> None:
    moved = ObjectChange("module.key_new", Action.MOVED, previous_address="module.key_old")
    found = difference(stack("a", new_key(), encrypted("orders"), destroyed("billing"), moved))

    plain, colored = (report_diff(found, "text", color=color) for color in (False, True))

    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", colored) == plain
    assert "\n  \x1b[32m+\x1b[0m \x1b[1mmodule.key_ADBS_Key2\x1b[0m\n" in colored  # green
    assert "\n      \x1b[33m~\x1b[0m encryption_key.key_arn: " in colored  # yellow
    assert "\n  \x1b[31m-\x1b[0m \x1b[1moci_database_autonomous_database.billing" in colored  # red
    assert "\n\x1b[1m\x1b[31m1 database destroyed.\x1b[0m\n" in colored


def test_the_text_fits_the_width() -> None:
    text = report_diff(rotation(), "text", width=60)

    # An address or reference is one word and not broken.
    assert [line for line in text.splitlines() if len(line) > 60 and len(line.split()) > 3] == []


def test_hostile_text_does_nothing_to_a_terminal_or_a_pipeline() -> None:
    hostile = "\x1b[2J\n::set-output name=x::y\n##vso[task]\u202e"
    change = ObjectChange(hostile, Action.CHANGED, (ArgumentChange(hostile, hostile, hostile + "x"),))

    text = report_diff(difference(stack(hostile, change)), "text")

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "##vso[" not in text
    assert not re.search(r"^\s*::", text, re.M)
