"""`renamed_from` leads from names that are free to one object each."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages

SECTIONS = [
    ("keys", "ADBS_TestAWSKMSKey", "{alias: other, %s}"),
    ("policies", "ADBS_AWS_Policy1", "{%s}"),
    ("roles", "ADBS_AWS_Role1", "{policies: [ADBS_AWS_Policy1], %s}"),
    ("databases", "orders", "{db_name: OTHER, ocid: ocid1.autonomousdatabase.oc1.iad.bbbb, %s}"),
]


@pytest.mark.parametrize(("section", "name", "other"), SECTIONS)
def test_the_old_name_must_be_free(section: str, name: str, other: str) -> None:
    found = check(f"{section}:\n  other:\n    {other % f'renamed_from: {name}'}")

    (message,) = messages(found, "NAM107")
    assert message.partition(": ")[2] == (
        f'"other" is renamed from "{name}", which is still there. Remove `{section}.{name}`, or remove '
        "`renamed_from`: a name "
        "moves, it is not copied."
    )


@pytest.mark.parametrize(("section", "name", "other"), SECTIONS)
def test_an_object_is_not_renamed_from_itself(section: str, name: str, other: str) -> None:
    found = check(f"{section}: {{{name}: {{renamed_from: {name}}}}}")

    (message,) = messages(found, "NAM107")
    assert message.partition(": ")[2] == f'"{name}" is renamed from itself. Remove `renamed_from`.'


def test_names_are_compared_as_terraform_sees_them() -> None:
    found = check("keys: {team_a: {renamed_from: team/a, alias: team/a}}")

    assert messages(found, "NAM107") == [
        '4:35: "team_a" is renamed from itself. Remove `renamed_from`: team/a and team_a have one address in Terraform.'
    ]


def test_one_name_leads_to_one_object() -> None:
    found = check("""
        keys:
          First: {renamed_from: [Older, Old], alias: First}
          Second: {renamed_from: Older, alias: Second}
          Third: {renamed_from: [Oldest, Oldest], alias: Third}
        """)

    assert messages(found, "NAM107") == [
        '6:30: "Older" is renamed twice. "First" comes from it too. One object moves to one name: remove it from one '
        "of the "
        "two.",
        '7:38: "Oldest" is renamed twice. Name each former name once, the oldest first.',
    ]


def test_two_objects_do_not_exchange_their_names() -> None:
    found = check("""
        keys:
          First: {renamed_from: Second, alias: First}
          Second: {renamed_from: First, alias: Second}
        """)

    assert [message.partition(". ")[0] for message in messages(found, "NAM107")] == [
        '5:29: "First" is renamed from "Second", which is still there',
        '6:30: "Second" is renamed from "First", which is still there',
    ]


def test_a_key_that_keeps_its_alias_is_renamed_freely() -> None:
    assert check("keys: {Second: {renamed_from: First, alias: First}}") == []


def test_the_alias_of_a_renamed_key_changes() -> None:
    found = check("keys: {Third: {renamed_from: [First, Second]}}")

    assert messages(found, "NAM108") == [
        '4:20: The alias of the key "Third" changes with its name. Write `alias: Second` to keep the alias; the key '
        "itself "
        "stays in any case."
    ]
    assert found[0].severity == "warning"


@pytest.mark.parametrize(
    ("section", "one", "name"), [("policies", "policy", "ADBS_AWS_Policy1"), ("roles", "role", "ADBS_AWS_Role1")]
)
def test_iam_does_not_rename(section: str, one: str, name: str) -> None:
    found = check(f"{section}: {{{name}: {{renamed_from: Old}}}}")

    (message,) = messages(found, "NAM108")
    assert message.partition(": ")[2] == (
        f'The {one} "{name}" is replaced in AWS. IAM does not rename: the old one is deleted and a new one made, and '
        "while "
        "it is applied a database cannot use its key. Apply at a quiet hour and not together with a key change."
    )


def test_a_database_is_renamed_freely() -> None:
    assert check("databases: {orders: {renamed_from: [orders-old, orders_older]}}") == []


@pytest.mark.parametrize("name", ["payments-prod/orders", "a b", "1st", "x\\nresource"])
def test_a_former_name_of_a_database_is_one_that_it_can_have_had(name: str) -> None:
    found = check(f'databases: {{orders: {{renamed_from: "{name}"}}}}')

    (message,) = messages(found, "NAM110")
    assert message.endswith(
        "cannot have been the name of a database. A database's name has letters, digits, _ and -, a letter first. "
        "Give the "
        "name alone, without the stack or the resource type."
    )
