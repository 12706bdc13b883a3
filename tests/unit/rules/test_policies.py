"""Actions and keys of policies."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages

PRESET = "List what is needed, or write `actions: key-user`."


@pytest.mark.parametrize(
    ("action", "covers"),
    [
        ("*", "kms:CancelKeyDeletion, kms:ConnectCustomKeyStore, kms:CreateAlias, …"),
        ("kms:*", "kms:CancelKeyDeletion, kms:ConnectCustomKeyStore, kms:CreateAlias, …"),
        ("KMS:d*", "kms:DeleteAlias, kms:DeleteCustomKeyStore, kms:DeleteImportedKeyMaterial, …"),
        ("kms:?isableKey", "kms:DisableKey"),
    ],
)
def test_a_wildcard_that_administers_keys_is_refused(action: str, covers: str) -> None:
    found = check(f"policies: {{ADBS_AWS_Policy1: {{actions: ['kms:Decrypt', '{action}']}}}}")

    assert messages(found, "KMS109") == [
        f'4:60: "{action}" allows more than the use of a key. It covers {covers} too. {PRESET}'
    ]


@pytest.mark.parametrize("action", ["kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:*crypt", "kms:Get*", "kms:List*"])
def test_a_wildcard_within_the_use_of_keys_is_fine(action: str) -> None:
    assert check(f"policies: {{ADBS_AWS_Policy1: {{actions: ['{action}']}}}}") == []


@pytest.mark.parametrize(
    ("action", "detail"),
    [
        ("kms:Decypt", "Did you mean kms:Decrypt?"),
        ("kms:ReEncrypt", "Did you mean kms:ReEncrypt*?"),
        ("Decrypt", "Did you mean kms:Decrypt?"),
        ("kms:Frobnicate", "Write `actions: key-user` for AWS's own list of what the users of a key need."),
        ("s3:GetObject", "A policy here is for the use of keys, by actions that begin with kms:. Remove it."),
    ],
)
def test_an_action_that_aws_kms_does_not_have(action: str, detail: str) -> None:
    found = check(f"policies: {{ADBS_AWS_Policy1: {{actions: ['{action}']}}}}")

    assert messages(found, "KMS111") == [f'4:45: AWS KMS has no action "{action}". {detail}']


@pytest.mark.parametrize("pattern", ["*", "arn:aws:kms:us-east-2:111122223333:key/*", "ADBS_*"])
def test_a_pattern_in_place_of_a_key_is_refused(pattern: str) -> None:
    found = check(f"policies: {{ADBS_AWS_Policy1: {{keys: [ADBS_TestAWSKMSKey, '{pattern}']}}}}")

    assert messages(found, "KMS110") == [
        f'4:62: "{pattern}" is a pattern, not a key. List the keys by name or ARN, or write `keys: all` for all keys '
        "of the "
        "stack."
    ]
    assert len(found) == 1


@pytest.mark.parametrize("alias", ["alias/payments", "arn:aws:kms:us-east-2:111122223333:alias/payments"])
def test_an_alias_in_a_policy_is_refused(alias: str) -> None:
    found = check(f"policies: {{ADBS_AWS_Policy1: {{keys: [ADBS_TestAWSKMSKey, '{alias}']}}}}")

    assert messages(found, "KMS107") == [
        "4:62: An alias in a policy does not allow the use of its key. Give the key's name in `keys`, or its ARN: "
        "arn:aws:kms:REGION:ACCOUNT:key/KEY_ID."
    ]
    assert len(found) == 1


def test_a_policy_has_keys_and_actions() -> None:
    found = check("policies: {ADBS_AWS_Policy1: {keys: [], actions: []}}")

    assert messages(found, "KMS112") == [
        '4:35: The policy "ADBS_AWS_Policy1" is for no key. List keys by name or ARN, or write `keys: all` for all '
        "keys of "
        "the stack.",
        '4:45: The policy "ADBS_AWS_Policy1" allows no action. List actions, or write `actions: key-user` for AWS\'s '
        "own list "
        "for the users of a key.",
    ]


def test_a_policy_for_all_keys_needs_one() -> None:
    found = check("""
        keys: null
        policies: {ADBS_AWS_Policy1: {keys: all}}
        databases: null
        """)

    assert messages(found, "KMS112") == [
        '5:41: The policy "ADBS_AWS_Policy1" is for no key. The stack has no keys. Declare one under `keys`, or '
        "remove the "
        "policy."
    ]


def test_a_key_that_could_not_be_read_is_still_a_key() -> None:
    found = check("""
        keys: {ADBS_TestAWSKMSKey: oops}
        policies: {ADBS_AWS_Policy1: {keys: all}}
        """)

    assert [one.code for one in found] == ["SPEC203"]


def test_a_multi_region_key_is_a_warning() -> None:
    arn = "arn:aws:kms:us-east-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab"
    found = check(f"keys: {{Everywhere: {{arn: {arn}}}}}")

    assert [(one.severity, one.summary) for one in found] == [
        ("warning", "Oracle says nothing of multi-Region keys"),
    ]


@pytest.mark.parametrize("key", ["key/${aws:PrincipalTag/x}", "key/&{aws:PrincipalTag/x}", "key/a b", "alias-x"])
def test_what_is_not_the_arn_of_a_key_is_refused(key: str) -> None:
    arn = f"arn:aws:kms:us-east-2:111122223333:{key}"
    found = check(f'policies: {{ADBS_AWS_Policy1: {{keys: [ADBS_TestAWSKMSKey, "{arn}"]}}}}')
    assert [one.code for one in found] == ["KMS110"]
    assert found[0].summary.endswith("is not the ARN of a key")
