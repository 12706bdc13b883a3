"""What stands in `arguments`, checked against the provider's schema and what adbkms sets itself."""

from __future__ import annotations

import pytest

from generator.configuration.database import OWN_ARGUMENTS
from tests.unit.rules.specs import check, messages

SEE = "See oci_database_autonomous_database in the provider's documentation."


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        (
            "is_auto_scaling_enable: true",
            '7:7: The provider has no argument "is_auto_scaling_enable". Did you mean "is_auto_scaling_enabled"?',
        ),
        ("is_auto_scaling_enabled: 'true'", f'7:7: "is_auto_scaling_enabled" takes true or false. {SEE}'),
        ("backup_retention_period_in_days: long", f'7:7: "backup_retention_period_in_days" takes a number. {SEE}'),
        ("whitelisted_ips: 10.0.0.0/8", f'7:7: "whitelisted_ips" takes a list. {SEE}'),
        ("time_created: today", f'7:7: "time_created" is set by the provider and cannot be given. {SEE}'),
        ("db_tools_details: APEX", f'7:7: "db_tools_details" is a block: write a map, or a list of maps. {SEE}'),
    ],
)
def test_an_argument_that_the_provider_does_not_take(argument: str, message: str) -> None:
    found = check(f"databases:\n  orders:\n    arguments:\n      {argument}")

    (told,) = messages(found, "ARG101")
    assert told.partition(": ")[2] == message.partition(": ")[2]
    assert len(found) == 1


def test_the_place_is_inside_of_blocks_and_lists() -> None:
    found = check("""
        databases:
          orders:
            arguments:
              scheduled_operations:
                - day_of_week: {name: MONDAY}
                  scheduled_start_tim: "08:00"
              long_term_backup_schedule:
                is_disabled: maybe
        """)

    assert messages(found, "ARG101") == [
        '9:36: The provider has no argument "scheduled_start_tim". Did you mean "scheduled_start_time"?',
        f'11:26: "is_disabled" takes true or false. {SEE}',
    ]


@pytest.mark.parametrize("argument", sorted({*OWN_ARGUMENTS, "id"} - {"admin_password"}))
def test_an_argument_with_a_key_of_its_own(argument: str) -> None:
    found = check(f"databases: {{orders: {{arguments: {{{argument}: x}}}}}}")

    assert [(one.code, one.summary) for one in found] == [("ARG102", f'"{argument}" is set by a key of the spec')]


def test_the_key_that_sets_it_is_named() -> None:
    found = check("databases: {orders: {arguments: {compartment_id: a, db_workload: b}}}")

    assert [one.detail for one in found] == ["Write `oci.compartment_id`.", "Write `workload` beside `arguments`."]


@pytest.mark.parametrize(
    ("argument", "what"),
    [
        ("kms_key_id: x", "a key in OCI Vault"),
        ("vault_id: x", "a vault of OCI"),
        ("key_version_id: x", "a version of a key in OCI Vault"),
        ("rotate_key_trigger: true", "the rotation of keys on dedicated infrastructure"),
    ],
)
def test_an_older_argument_for_keys(argument: str, what: str) -> None:
    found = check(f"databases: {{orders: {{arguments: {{{argument}}}}}}}")

    (message,) = messages(found, "ARG103")
    assert message.partition(": ")[2] == (
        f'"{argument.partition(":")[0]}" is for {what}. Remove it: `encryption` says which key the database has. To '
        "rotate "
        "select another key there."
    )


@pytest.mark.parametrize(
    "argument", ["source: NONE", "character_set: AL32UTF8", "ncharacter_set: UTF8", "clone_type: FULL"]
)
def test_an_adopted_database_is_not_replaced(argument: str) -> None:
    new = check(f"databases: {{orders: {{arguments: {{{argument}}}}}}}")
    adopted = check(f"databases: {{orders: {{adopt: true, admin_password: null, arguments: {{{argument}}}}}}}")

    assert new == []
    assert [(one.code, one.summary, one.detail) for one in adopted] == [
        (
            "ARG104",
            f'"{argument.partition(":")[0]}" can replace the adopted database',
            "Remove it: an adopted database keeps what it was created with.",
        )
    ]


def test_an_adopted_database_keeps_its_password() -> None:
    found = check("databases: {orders: {adopt: true}}")

    assert [(one.summary, one.detail) for one in found] == [
        (
            "An adopted database has its administrator's password already",
            "Remove `admin_password`: with it the first apply could reset the password.",
        )
    ]
