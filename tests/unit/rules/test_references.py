"""A name refers to something that the stack declares, or is an ARN."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            "databases: {orders: {encryption: {key: ADBS_TestAWSKMSKy}}}",
            '4:44: There is no key "ADBS_TestAWSKMSKy" in this stack. Did you mean "ADBS_TestAWSKMSKey"?',
        ),
        (
            "databases: {orders: {encryption: {key: oracle_managed}}}",
            '4:44: There is no key "oracle_managed" in this stack. Did you mean "oracle-managed"?',
        ),
        (
            "databases: {orders: {encryption: {role: Other}}}",
            '4:45: There is no role "Other" in this stack. Expected one of: ADBS_AWS_Role1.',
        ),
        (
            "roles: {ADBS_AWS_Role1: {policies: [ADBS_AWS_Policy1, adbs_aws_policy]}}",
            '4:59: There is no policy "adbs_aws_policy" in this stack. Did you mean "ADBS_AWS_Policy1"?',
        ),
        (
            "policies: {ADBS_AWS_Policy1: {keys: [ADBS_TestAWSKMSKey, Second]}}",
            '4:62: There is no key "Second" in this stack. Expected one of: ADBS_TestAWSKMSKey.',
        ),
    ],
)
def test_a_name_that_refers_to_nothing(changes: str, message: str) -> None:
    assert messages(check(changes), "NAM101") == [message]


def test_an_empty_section_says_so() -> None:
    found = check("{policies: null, roles: {ADBS_AWS_Role1: {policies: [Use]}}}")

    assert messages(found, "NAM101") == [
        '4:58: There is no policy "Use" in this stack. `policies` is empty: declare it there, or give an ARN.'
    ]


@pytest.mark.parametrize(
    "changes",
    [
        "keys: {ADBS_TestAWSKMSKey: oops}",
        "keys: [ADBS_TestAWSKMSKey]",
        "policies: {ADBS_AWS_Policy1: oops}",
        "roles: {ADBS_AWS_Role1: oops}",
    ],
)
def test_what_could_not_be_read_is_not_missing_too(changes: str) -> None:
    assert {one.code for one in check(changes)} == {"SPEC203"}
