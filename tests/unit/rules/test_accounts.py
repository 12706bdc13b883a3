"""Keys, policies and roles of other accounts."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages

OTHER_KEY = "arn:aws:kms:us-east-2:999900001111:key/1234abcd-12ab-34cd-56ef-1234567890ab"
OTHER_ROLE = "arn:aws:iam::999900001111:role/Oracle"
OTHER_POLICY = "arn:aws:iam::999900001111:policy/Use"


def test_a_role_takes_policies_of_its_own_account() -> None:
    found = check(f"""
        policies:
          Elsewhere: {{arn: {OTHER_POLICY}}}
        roles:
          ADBS_AWS_Role1:
            policies: [ADBS_AWS_Policy1, Elsewhere, {OTHER_POLICY}2]
            permissions_boundary: {OTHER_POLICY}
        """)

    message = (
        "This policy is in the account 999900001111, the role in 111122223333. IAM attaches only policies of the "
        "role's own "
        "account and AWS's. Give one of 111122223333."
    )
    assert messages(found, "AWS104") == [f"8:38: {message}", f"8:49: {message}", f"9:31: {message}"]


def test_the_providers_role_leads_to_the_stacks_account() -> None:
    found = check(f"aws: {{assume_role_arn: {OTHER_ROLE}}}")

    assert messages(found, "AWS104") == [
        "4:28: This role leads to the account 999900001111. The stack is of 111122223333, and its provider accepts "
        "no other "
        "account. Give a role of 111122223333, or correct `account_id`."
    ]


@pytest.mark.parametrize(
    "changes",
    [
        f"keys: {{Elsewhere: {{arn: {OTHER_KEY}}}}}",
        f"policies: {{ADBS_AWS_Policy1: {{keys: [ADBS_TestAWSKMSKey, {OTHER_KEY}]}}}}",
    ],
)
def test_a_key_of_another_account_is_a_warning(changes: str) -> None:
    found = check(changes)

    assert [(one.code, one.severity, one.summary) for one in found] == [
        ("AWS105", "warning", "This key is in the account 999900001111, the stack in 111122223333")
    ]


def test_a_role_of_another_account_cannot_use_a_key_of_the_stack() -> None:
    found = check(f"databases: {{orders: {{encryption: {{role: {OTHER_ROLE}}}}}}}")

    assert messages(found, "AWS106") == [
        "4:45: The role is in the account 999900001111, the key in 111122223333. The key that this stack creates "
        "admits its "
        "own account only. Use a role of 111122223333, or an existing key whose policy admits the role."
    ]


def test_a_key_of_another_account_is_not_found_by_its_alias() -> None:
    found = check(f"""
        keys: {{Elsewhere: {{arn: {OTHER_KEY}, alias: payments}}}}
        policies: {{ADBS_AWS_Policy1: {{keys: all}}}}
        databases: {{orders: {{encryption: {{key: Elsewhere, identify_key_by: alias}}}}}}
        """)

    assert messages(found, "AWS106") == [
        "6:72: The role is in the account 111122223333, the key in 999900001111. AWS KMS looks for an alias in the "
        "role's "
        "account, 111122223333. Write `identify_key_by: arn`."
    ]


def test_an_existing_role_with_its_existing_key_may_both_be_elsewhere() -> None:
    found = check(f"databases: {{orders: {{encryption: {{role: {OTHER_ROLE}, key: {OTHER_KEY}}}}}}}")

    assert [one.code for one in found] == ["AWS105"]


def test_an_alias_means_a_key_of_the_roles_account() -> None:
    assert check(f"databases: {{orders: {{encryption: {{role: {OTHER_ROLE}, key: alias/payments}}}}}}") == []


def test_an_administrator_of_another_account_is_a_warning() -> None:
    found = check(f"keys: {{ADBS_TestAWSKMSKey: {{administrators: [{OTHER_ROLE}]}}}}")

    assert messages(found, "AWS112") == [
        "4:50: This administrator is of the account 999900001111, the key of 111122223333. AWS KMS does not let "
        "another "
        "account administer a key. Name a role of 111122223333 that the other account may assume."
    ]
