"""Who may take the role, and what the role may do."""

from __future__ import annotations

import pytest

from generator.facts.cloud_integrations import IN_ONE_LINE
from tests.unit.rules.specs import check, messages

EXISTING = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
QUERY = f"{IN_ONE_LINE}."


@pytest.mark.parametrize(
    ("arn", "what"),
    [
        ("arn:aws:iam::444455556666:root", "the ARN of an account"),
        ("arn:aws:iam::444455556666:role/oracle", "the ARN of an IAM role"),
        ("arn:aws:sts::444455556666:assumed-role/oracle/x1", "the ARN of a role's session"),
        ("arn:aws:iam::444455556666:user/*", '"arn:aws:iam::444455556666:user/*"'),
        ("arn:aws:iam::44445555666:user/oracle", '"arn:aws:iam::44445555666:user/oracle"'),
    ],
)
def test_oracles_principal_is_one_iam_user(arn: str, what: str) -> None:
    found = check(f"roles: {{ADBS_AWS_Role1: {{oracle_user_arn: '{arn}'}}}}")

    assert messages(found, "TRU101") == [
        f"4:47: Oracle's IAM user is not {what}. Give the ARN that the database shows, "
        f"arn:aws:iam::ACCOUNT:user/NAME: {QUERY}"
    ]


def test_oracles_user_in_your_own_account_is_a_warning() -> None:
    found = check("roles: {ADBS_AWS_Role1: {oracle_user_arn: 'arn:aws:iam::111122223333:user/terraform'}}")

    assert messages(found, "TRU102") == [
        "4:47: Oracle's IAM user would be in your own account. 111122223333 is this stack's account. Ask the "
        "database for the "
        f"ARN: {QUERY}"
    ]
    assert found[0].severity == "warning"


def test_a_key_needs_a_role() -> None:
    found = check("databases: {orders: {encryption: {role: null}}}")

    assert messages(found, "TRU103") == [
        '4:26: The database "orders" has a key in AWS KMS and no role. Write `role: ADBS_AWS_Role1` beside `key`: a '
        "name in "
        "`roles`, or the ARN of a role."
    ]


def test_a_role_without_policies_is_a_warning_until_a_database_uses_it() -> None:
    waiting = check("""
        roles: {ADBS_AWS_Role1: {policies: []}}
        databases: {orders: {encryption: {key: oracle-managed}}}
        """)
    used = check("roles: {ADBS_AWS_Role1: {policies: []}}")

    assert [(one.code, one.severity) for one in waiting] == [("TRU104", "warning")]
    assert [one.code for one in used] == ["TRU104", "TRU105"]
    assert waiting[0].detail == (
        "Write `policies: [ADBS_AWS_Policy1]`, unless the policies of the keys themselves admit the role."
    )


def test_the_policies_of_the_role_cover_the_key() -> None:
    found = check("""
        keys: {Second: {}}
        databases: {orders: {encryption: {key: Second}}}
        """)

    assert messages(found, "TRU105") == [
        '5:44: No policy of the role "ADBS_AWS_Role1" covers this key. Add Second to '
        "`policies.ADBS_AWS_Policy1.keys`, or "
        "remove `keys` there: all keys of the stack are the default."
    ]


@pytest.mark.parametrize(
    "policies",
    [
        "ADBS_AWS_Policy1: {keys: all}",
        "ADBS_AWS_Policy1: {keys: [Second]}",
        f"ADBS_AWS_Policy1: {{keys: ['{EXISTING}']}}",
    ],
)
def test_a_policy_covers_an_existing_key_by_name_or_arn(policies: str) -> None:
    found = check(f"""
        keys: {{Second: {{arn: '{EXISTING}'}}}}
        policies: {{{policies}}}
        databases: {{orders: {{encryption: {{key: Second}}}}}}
        """)

    assert found == []


@pytest.mark.parametrize(
    "changes",
    [
        "roles: {ADBS_AWS_Role1: {policies: ['arn:aws:iam::111122223333:policy/Existing']}}",
        "databases: {orders: {encryption: {key: alias/unknown}}}",
        "databases: {orders: {encryption: {role: 'arn:aws:iam::111122223333:role/Existing'}}}",
    ],
)
def test_what_an_existing_policy_alias_or_role_stands_for_is_not_known(changes: str) -> None:
    assert check(changes) == []


def test_a_key_that_admits_the_role_itself_needs_no_policy() -> None:
    found = check(f"""
        roles: {{ADBS_AWS_Role1: {{policies: []}}}}
        databases: {{orders: {{encryption: {{key: '{EXISTING}'}}}}}}
        """)

    assert [one.code for one in found] == ["TRU104"]


def test_a_very_long_arn_is_cut_in_the_message() -> None:
    found = check(f"roles: {{ADBS_AWS_Role1: {{oracle_user_arn: 'arn:aws:iam::444455556666:user/{'a/' * 10_000}x'}}}}")

    (summary,) = [one.summary for one in found if one.code == "TRU101"]
    assert summary.startswith("Oracle's IAM user is not \"arn:aws:iam::444455556666:user/a/")
    assert summary.endswith('…"')
    assert len(summary) < 150
