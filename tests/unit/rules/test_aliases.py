"""Aliases of keys: their form, and a database that identifies its key by one."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages

EXISTING = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.mark.parametrize(
    ("alias", "message"),
    [
        ("alias/payments", 'The alias would be "alias/alias/payments". Leave out the prefix: `alias: payments`.'),
        ("aws/rds", 'The alias "alias/aws/rds" is reserved. AWS names its own keys like that. Choose another one.'),
        (
            "My Key",
            '"My Key" is not an alias of AWS KMS. An alias is of letters, digits and _ - / without accents and spaces: '
            "`alias: My-Key`.",
        ),
        (
            "ключ",
            '"ключ" is not an alias of AWS KMS. An alias is of letters, digits and _ - / without accents and spaces.',
        ),
        (
            "a" * 251,
            "This alias is too long for AWS KMS. It accepts 256 characters with the prefix; this alias has 257.",
        ),
    ],
)
def test_an_alias_that_aws_kms_refuses(alias: str, message: str) -> None:
    by_setting = check(f"keys:\n  Other:\n    alias: {alias}")
    by_name = check(f"keys:\n  {alias}:\n    description: Other")

    assert messages(by_setting, "KMS104") == [f"6:16: {message}"]
    assert messages(by_name, "KMS104") == [f"5:7: {message}"]


def test_the_alias_that_a_database_names_has_the_same_form() -> None:
    found = check("databases: {orders: {encryption: {key: alias/aws/rds}}}")

    assert messages(found, "KMS104") == [
        '4:44: The alias "alias/aws/rds" is reserved. AWS names its own keys like that. Choose another one.'
    ]


def test_the_name_of_an_existing_key_is_no_alias() -> None:
    assert check(f"keys: {{The old key: {{arn: '{EXISTING}'}}}}") == []


@pytest.mark.parametrize(
    ("key", "column", "detail"),
    [
        ("Existing", 71, "Write `alias:` under `keys.Existing`, or `identify_key_by: arn`."),
        (
            f"'{EXISTING}'",
            140,
            "Write `identify_key_by: arn`, or name the alias itself: `key: alias/NAME`.",
        ),
    ],
)
def test_the_alias_of_an_existing_key_has_to_be_said(key: str, column: int, detail: str) -> None:
    found = check(f"""
        databases: {{orders: {{encryption: {{key: {key}, identify_key_by: alias}}}}}}
        keys: {{Existing: {{arn: '{EXISTING}'}}}}
        policies: {{ADBS_AWS_Policy1: {{keys: all}}}}
        """)

    assert messages(found, "KMS105") == [
        f"4:{column}: The key is to be identified by an alias, and none is given. {detail}"
    ]


@pytest.mark.parametrize("key", ["ADBS_TestAWSKMSKey", "Existing", "alias/other"])
def test_a_database_may_identify_its_key_by_an_alias(key: str) -> None:
    found = check(f"""
        databases: {{orders: {{encryption: {{key: {key}, identify_key_by: alias}}}}}}
        keys: {{Existing: {{arn: '{EXISTING}', alias: payments}}}}
        policies: {{ADBS_AWS_Policy1: {{keys: all}}}}
        """)

    assert found == []


def test_a_key_of_the_stack_is_referred_to_by_its_name() -> None:
    found = check("""
        keys: {ADBS_TestAWSKMSKey: {alias: payments}}
        databases: {orders: {encryption: {key: alias/payments}}}
        """)

    assert messages(found, "KMS106") == [
        '5:44: "alias/payments" is a key of this stack, named as if it were none. Write `key: ADBS_TestAWSKMSKey`, and '
        "`identify_key_by: alias` if the database is to know the alias."
    ]
    assert found[0].severity == "warning"
