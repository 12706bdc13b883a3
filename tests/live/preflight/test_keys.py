"""Checks of keys: aliases, states and kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from generator.live.aws.caller import Caller, LiveCaller
from generator.live.aws.keys import Key, KeyAliases, KeyPolicy
from generator.live.preflight.key_arns import key_question
from generator.live.preflight.subjects import subjects_of

from .example import (
    ACCOUNT,
    ADOPTED,
    ALIAS_QUESTION,
    AWS,
    DATABASE,
    DATABASE_QUESTION,
    FAILED,
    KEY,
    KEY_ARN,
    NAME,
    NOT_KNOWN,
    OTHER_ARN,
    PASSED,
    POLICY_QUESTION,
    REFERRED,
    REFUSED,
    ROOT,
    WARNING,
    bad,
    document,
    found,
    look,
    one,
    spec_with,
)

ALIASES_QUESTION = KeyAliases(AWS, KEY_ARN)


def test_the_credentials_of_another_account() -> None:
    result = one("PRE101", {Caller(AWS): LiveCaller("999900001111", "arn:aws:iam::999900001111:user/me")})
    assert result.outcome is FAILED
    assert (
        result.summary == "The AWS credentials are those of the account 999900001111, and the stack is in 111122223333"
    )
    assert "arn:aws:iam::999900001111:user/me" in result.detail and "`aws.profile`" in result.detail
    assert (result.address, result.stack) == ("payments-prod", "payments-prod")


def test_who_the_caller_is_is_shown() -> None:
    assert one("PRE101").summary == f"The AWS account is {ACCOUNT}, as arn:aws:sts::{ACCOUNT}:assumed-role/ci/run"


def test_the_alias_of_a_new_key_is_free() -> None:
    result = one("PRE102", {ALIAS_QUESTION: None, POLICY_QUESTION: None})
    assert (result.outcome, result.summary) == (PASSED, f"alias/{NAME} is free: the key will be made")


def test_an_alias_that_is_free_while_the_policy_is_for_a_key_that_nobody_knows() -> None:
    results = look({ALIAS_QUESTION: None})
    assert bad(results) == [("PRE102", WARNING), ("PRE201", WARNING)]
    (result,) = [result for result in results if result.code == "PRE102"]
    assert f"It is used by the policy ADBS_AWS_Policy1: {KEY_ARN}." in result.detail
    assert f"aws kms create-alias --alias-name alias/{NAME} --target-key-id {KEY_ARN}" in result.detail


def test_another_description_of_a_key_that_the_stack_uses() -> None:
    result = one("PRE102", {ALIAS_QUESTION: replace(KEY, description="Orders")})
    assert (result.outcome, result.summary) == (WARNING, f"The next apply changes the description of the key {NAME}")
    assert "which the policy ADBS_AWS_Policy1 uses already" in result.detail
    somebody_elses = {ALIAS_QUESTION: replace(KEY, description="Orders"), POLICY_QUESTION: None}
    assert one("PRE102", somebody_elses).outcome is FAILED


def test_a_key_of_the_stack_that_is_there() -> None:
    assert one("PRE102").summary == f"alias/{NAME} exists already, as the spec says: {KEY_ARN}"


def test_an_alias_that_leads_to_somebody_elses_key() -> None:
    result = one("PRE102", {ALIAS_QUESTION: replace(KEY, description="Payroll", origin="EXTERNAL")})
    assert result.outcome is FAILED
    assert result.summary == f"alias/{NAME} is taken: it leads to another key, {KEY_ARN}"
    assert 'the origin is "EXTERNAL" instead of "AWS_KMS"' in result.detail
    assert 'the description is "Payroll"' in result.detail
    assert f"`adopt: {KEY_ARN}`" in result.detail and "another `alias`" in result.detail
    assert f"--allow 'PRE102=payments-prod/keys/{NAME}'" in result.detail


@pytest.mark.parametrize("changes", [ADOPTED, REFERRED])
def test_a_key_that_the_spec_refers_to_and_that_is_not_there(changes: str) -> None:
    answers = {Key(AWS, KEY_ARN): None, ALIASES_QUESTION: ()}
    result = one("PRE103", answers, changes)
    assert result.outcome is FAILED
    assert result.summary == f"There is no key {KEY_ARN} in us-east-2 of the account {ACCOUNT}"
    assert found("PRE102", answers, changes) == found("PRE104", answers, changes) == []


def test_an_arn_straight_in_the_encryption_is_looked_at_where_it_stands() -> None:
    changes = f"databases: {{orders: {{encryption: {{key: '{OTHER_ARN}'}}}}}}\n" + (
        f"policies: {{ADBS_AWS_Policy1: {{keys: [{NAME}, '{OTHER_ARN}']}}}}"
    )
    answers = {Key(AWS, OTHER_ARN): None, KeyPolicy(AWS, OTHER_ARN): document(ROOT)}
    result = one("PRE103", answers, changes)
    assert (result.outcome, result.address) == (FAILED, f"payments-prod/keys/{OTHER_ARN}")
    diagnostic = result.diagnostic()
    assert diagnostic and diagnostic.snippet and OTHER_ARN in diagnostic.snippet.code


@pytest.mark.parametrize(
    ("state", "summary", "fix"),
    [
        ("Disabled", "is disabled", f"`aws kms enable-key --key-id {KEY_ARN} --region us-east-2`"),
        ("PendingDeletion", "is to be deleted on 2026-12-24", f"`aws kms cancel-key-deletion --key-id {KEY_ARN} "),
        ("PendingImport", "has no key material", "Import its key material again"),
        ("Unavailable", "is unavailable", "connect-custom-key-store"),
        ("Creating", "is in the state Creating", "wait a minute"),
    ],
)
def test_a_key_that_cannot_be_used(state: str, summary: str, fix: str) -> None:
    live = replace(KEY, state=state, deletion_date=datetime(2026, 12, 24, tzinfo=UTC))
    result = one("PRE104", {ALIAS_QUESTION: live})
    assert (result.outcome, result.summary) == (FAILED, f"The key {NAME} {summary}")
    assert fix in result.detail


def test_the_profile_of_the_stack_stands_in_the_command() -> None:
    access = replace(AWS, profile="pay ments")
    answers: dict[Any, Any] = {
        Caller(access): LiveCaller(ACCOUNT, "arn:aws:iam::111122223333:user/me"),
        Key(access, f"alias/{NAME}"): replace(KEY, state="Disabled"),
        KeyPolicy(access, KEY_ARN): document(ROOT),
        DATABASE_QUESTION: DATABASE,
    }
    changes = "aws: {profile: pay ments}\ndatabases: {orders: {encryption: {key: oracle-managed, role: null}}}\n"
    (result,) = [result for result in look_at_the_key(answers, changes) if result.code == "PRE104"]
    assert f"`aws kms enable-key --key-id {KEY_ARN} --region us-east-2 --profile 'pay ments'`" in result.detail


def look_at_the_key(answers: dict[Any, Any], changes: str) -> list[Any]:
    from generator.live.preflight.preflight import preflight

    from .example import Answers, spec_with

    return preflight(spec_with(changes), Answers(answers), only=[f"payments-prod/keys/{NAME}"])


def test_a_state_that_nobody_knows_has_not_passed() -> None:
    assert one("PRE104", {ALIAS_QUESTION: replace(KEY, state="Frozen")}).outcome is NOT_KNOWN


def test_an_old_key_that_is_being_deleted_fails_too() -> None:
    old = f"keys: {{Old: {{arn: '{OTHER_ARN}'}}}}\npolicies: {{ADBS_AWS_Policy1: {{keys: all}}}}"
    live = replace(KEY, arn=OTHER_ARN, state="PendingDeletion")
    answers = {Key(AWS, OTHER_ARN): live, KeyPolicy(AWS, OTHER_ARN): document(ROOT)}
    by_address = {result.address: result for result in found("PRE104", answers, old)}
    assert by_address["payments-prod/keys/Old"].outcome is FAILED
    assert "backups and clones" in by_address["payments-prod/keys/Old"].detail


def test_a_retired_key_whose_alias_leads_nowhere_is_a_warning() -> None:
    changes = "keys: {Old: {retired: true}}"
    result = one("PRE103", {Key(AWS, "alias/Old"): None}, changes)
    assert (result.outcome, result.address) == (WARNING, "payments-prod/keys/Old")


@pytest.mark.parametrize(
    ("change", "outcome", "said"),
    [
        ({"manager": "AWS"}, FAILED, "is one of AWS's own"),
        ({"spec": "RSA_2048", "usage": "SIGN_VERIFY"}, FAILED, "is RSA_2048 for SIGN_VERIFY"),
        ({"is_multi_region": True}, WARNING, "is a multi-Region key"),
        ({"origin": "EXTERNAL"}, WARNING, "its origin is EXTERNAL"),
        ({}, PASSED, "is customer managed and symmetric"),
    ],
)
def test_the_kind_of_a_key(change: dict[str, Any], outcome: object, said: str) -> None:
    answers = {Key(AWS, KEY_ARN): replace(KEY, **change), ALIASES_QUESTION: (NAME,)}
    result = one("PRE105", answers, REFERRED)
    assert result.outcome is outcome
    assert said in result.summary


def test_an_adopted_key_needs_the_alias_that_is_adopted_with_it() -> None:
    assert one("PRE106", {ALIASES_QUESTION: (NAME,)}, ADOPTED).outcome is PASSED

    without = one("PRE106", {ALIASES_QUESTION: (), ALIAS_QUESTION: None}, ADOPTED)
    assert (without.outcome, without.summary) == (FAILED, f"The key to adopt has no alias alias/{NAME}")
    assert (
        f"Make it: `aws kms create-alias --alias-name alias/{NAME} --target-key-id {KEY_ARN} --region us-east-2`."
        in without.detail
    )

    unknown = one("PRE106", {ALIASES_QUESTION: REFUSED}, ADOPTED)
    assert (unknown.outcome, unknown.permission) == (NOT_KNOWN, "service:Action on it")


def test_an_adopted_key_whose_alias_is_another_keys() -> None:
    answers = {ALIASES_QUESTION: ("payroll",), ALIAS_QUESTION: replace(KEY, arn=OTHER_ARN)}
    result = one("PRE106", answers, ADOPTED)
    assert result.summary == f"alias/{NAME} leads to another key than the one to adopt: {OTHER_ARN}"
    assert "It has alias/payroll: write one of them as `alias`" in result.detail


IN_THE_WEST = (
    "databases: {orders: {encryption: {key: alias/payroll, service_endpoint: kms.us-west-2.amazonaws.com}}}\n"
    f"keys: {{{NAME}: {{}}}}"
)
WEST = AWS.in_region("us-west-2")
WESTERN_ARN = KEY_ARN.replace("us-east-2", "us-west-2")


def test_an_alias_that_the_endpoints_region_does_not_have() -> None:
    result = one("PRE103", {Key(WEST, "alias/payroll"): None}, IN_THE_WEST)

    assert (result.outcome, result.address) == (FAILED, "payments-prod/keys/alias/payroll")
    assert result.summary == f"There is no key alias/payroll in us-west-2 of the account {ACCOUNT}"
    assert result.detail.startswith("An alias means a key of the region of the endpoint, kms.us-west-2.amazonaws.com. ")


def test_an_alias_means_the_key_of_the_endpoints_region_and_not_a_namesake() -> None:
    western = replace(KEY, arn=WESTERN_ARN, state="Disabled")
    answers = {Key(WEST, "alias/payroll"): western, KeyPolicy(WEST, WESTERN_ARN): document(ROOT)}

    (_, result) = found("PRE104", answers, IN_THE_WEST)

    assert (result.outcome, result.summary) == (FAILED, "The key alias/payroll is disabled")
    assert f"`aws kms enable-key --key-id {WESTERN_ARN} --region us-west-2`" in result.detail


def test_an_alias_at_endpoints_of_two_regions_is_two_keys() -> None:
    other = (
        "  invoices: {db_name: INVOICES, ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaainvoices, "
        "admin_password: {variable: true}, encryption: {key: alias/payroll, role: ADBS_AWS_Role1}}\n"
    )
    changes = IN_THE_WEST.replace("databases: {", "databases: {" + other.strip() + ", ")
    subjects = [one for one in subjects_of(spec_with(changes)) if one.name == "alias/payroll"]

    assert [key_question(one) for one in subjects] == [Key(WEST, "alias/payroll"), Key(AWS, "alias/payroll")]


def test_an_alias_is_looked_for_in_the_account_of_the_role() -> None:
    role = "arn:aws:iam::999900001111:role/ADBS_AWS_Role1"
    changes = f"databases: {{orders: {{encryption: {{key: alias/payroll, role: '{role}'}}}}}}\nkeys: {{{NAME}: {{}}}}"

    (subject,) = [one for one in subjects_of(spec_with(changes)) if one.name == "alias/payroll"]

    assert key_question(subject) == Key(replace(AWS, account_id="999900001111"), "alias/payroll")
