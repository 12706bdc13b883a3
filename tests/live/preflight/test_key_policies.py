"""Checks of key policies: whom they let in, and whom they keep out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.live.aws.keys import Key, KeyAliases, KeyPolicy

from .example import (
    ACCOUNT,
    ADOPTED,
    AWS,
    FAILED,
    KEY,
    KEY_ARN,
    KEY_POLICY_QUESTION,
    NAME,
    NOT_KNOWN,
    OTHER_ARN,
    PASSED,
    REFERRED,
    REFUSED,
    ROLE_ARN,
    ROOT,
    WARNING,
    allow,
    bad,
    document,
    found,
    look,
    one,
)


def test_a_key_policy_without_the_root_locks_out() -> None:
    only_me = allow("kms:*", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:user/me"})
    result = one("PRE108", {KEY_POLICY_QUESTION: document(only_me)})
    assert (result.outcome, result.summary) == (FAILED, f"The policy of the key {NAME} locks its account out")
    assert f'"arn:aws:iam::{ACCOUNT}:root"' in result.detail


def test_a_deny_that_spares_the_root_does_not_lock_out() -> None:
    root, admin = f"arn:aws:iam::{ACCOUNT}:root", f"arn:aws:iam::{ACCOUNT}:role/admin"
    deny = {**allow("kms:PutKeyPolicy", NotPrincipal={"AWS": [root, admin]}), "Effect": "Deny"}
    assert one("PRE108", {KEY_POLICY_QUESTION: document(ROOT, deny)}).outcome is PASSED
    locking = {**deny, "NotPrincipal": {"AWS": admin}}
    assert one("PRE108", {KEY_POLICY_QUESTION: document(ROOT, locking)}).outcome is FAILED


def test_a_key_policy_that_denies_the_role() -> None:
    deny = {**allow("kms:Decrypt", Principal={"AWS": ROLE_ARN}), "Effect": "Deny"}
    answers = {KEY_POLICY_QUESTION: document(ROOT, deny)}
    assert one("PRE109", answers).outcome is WARNING  # the apply writes the policy of a key of the stack

    result = one("PRE109", answers, REFERRED)
    assert (result.outcome, result.summary) == (FAILED, f"The policy of the key {NAME} denies kms:Decrypt")
    assert ROLE_ARN in result.detail


def test_a_deny_under_conditions_or_for_others() -> None:
    conditions = {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    everybody = {**allow("kms:*", Principal="*", **conditions), "Effect": "Deny"}
    assert one("PRE109", {KEY_POLICY_QUESTION: document(ROOT, everybody)}, REFERRED).outcome is WARNING

    spared = {"AWS": [ROLE_ARN, f"arn:aws:iam::{ACCOUNT}:root"]}
    others = {"Effect": "Deny", "Action": "kms:*", "Resource": "*", "NotPrincipal": spared}
    assert one("PRE109", {KEY_POLICY_QUESTION: document(ROOT, others)}, REFERRED).outcome is PASSED

    without_account = {**others, "NotPrincipal": {"AWS": ROLE_ARN}}
    result = one("PRE109", {KEY_POLICY_QUESTION: document(ROOT, without_account)}, REFERRED)
    assert (result.outcome, "It may do so to the role as well" in result.detail) == (WARNING, True)


@pytest.mark.parametrize(
    "principal", [{"*": "*"}, {"AWS": f"arn:aws:sts::{ACCOUNT}:assumed-role/ADBS_AWS_Role1/session"}]
)
def test_a_deny_for_everybody_or_for_a_session_of_the_role(principal: dict[str, str]) -> None:
    deny = {"Effect": "Deny", "Action": "kms:Decrypt", "Resource": "*", "Principal": principal}
    assert one("PRE109", {KEY_POLICY_QUESTION: document(ROOT, deny)}, REFERRED).outcome is FAILED


@pytest.mark.parametrize(
    "condition",
    [
        {"StringEquals": {"aws:PrincipalAccount": "999900001111"}},
        {"StringEquals": {"kms:CallerAccount": "999900001111"}},
        {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::999900001111:*"}},
    ],
)
def test_an_account_that_a_condition_lets_in_administers_too(condition: dict[str, Any]) -> None:
    statement = allow("kms:*", Principal="*", Condition=condition)
    result = one("PRE111", {KEY_POLICY_QUESTION: document(ROOT, statement)}, REFERRED)
    assert (result.outcome, "another account administer it: 999900001111" in result.summary) == (WARNING, True)


def test_a_condition_on_grants_that_is_not_about_services_hides_nothing() -> None:
    condition = {"Bool": {"kms:GrantIsForAWSResource": "false"}}
    statement = allow("kms:CreateGrant", Principal={"AWS": "arn:aws:iam::999900001111:root"}, Condition=condition)
    assert one("PRE111", {KEY_POLICY_QUESTION: document(ROOT, statement)}, REFERRED).outcome is WARNING


def test_a_key_has_to_let_a_role_of_another_account_in() -> None:
    role = "arn:aws:iam::999900001111:role/oracle"
    changes = f"databases: {{orders: {{encryption: {{role: '{role}'}}}}}}\n{REFERRED}"
    result = one("PRE109", {}, changes)
    assert result.outcome is FAILED
    assert f"does not allow {role} kms:DescribeKey, kms:Encrypt, kms:Decrypt, kms:GenerateDataKey" in result.summary


def test_the_policy_of_a_key_of_another_account_is_not_asked_for_but_said_to_be_looked_at_there() -> None:
    """Nobody has foreseen a KeyPolicy of it: no permission in the world lets the stack's credentials read it."""
    arn = KEY_ARN.replace(ACCOUNT, "999900001111")
    changes = f"keys: {{{NAME}: {{arn: '{arn}', description: null}}}}"
    results = look({Key(AWS, arn): replace(KEY, arn=arn, account_id="999900001111")}, changes)
    by_code = {one.code: one for one in results if one.address == f"payments-prod/keys/{NAME}"}
    for code, said in (
        ("PRE108", "the statement that allows the root of that account everything"),
        ("PRE109", f"it allows {ROLE_ARN} kms:DescribeKey, kms:Encrypt, kms:Decrypt, kms:GenerateDataKey"),
    ):
        result = by_code[code]
        assert (result.outcome, result.permission) == (WARNING, None)
        assert result.summary == f"The policy of the key {NAME} can be read only in the account 999900001111"
        assert said in result.detail
    assert "PRE110" not in by_code


def test_whom_the_apply_takes_a_key_from() -> None:
    payroll = allow("kms:Decrypt", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:role/payroll"})
    answers = {KEY_POLICY_QUESTION: document(ROOT, payroll), KeyAliases(AWS, KEY_ARN): (NAME,)}
    result = one("PRE110", answers, ADOPTED)
    assert result.outcome is WARNING
    assert result.summary == f"The next apply takes the key policy of {NAME} from arn:aws:iam::{ACCOUNT}:role/payroll"
    assert found("PRE110", answers, REFERRED) == []


STRANGERS = "arn:aws:iam::999900001111:root"
BOUND = {"Condition": {"StringEquals": {"kms:CallerAccount": ACCOUNT}}}


def open_key(*statements: dict[str, Any], changes: str = REFERRED) -> Any:
    return one("PRE111", {KEY_POLICY_QUESTION: document(ROOT, *statements)}, changes)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (allow("kms:*", Principal="*"), "kms:*"),
        (allow(["kms:Decrypt", "s3:*"], Principal={"AWS": ["*"]}), "kms:Decrypt, s3:*"),
        (allow("*", NotPrincipal={"AWS": ROLE_ARN}), "*"),
        ({"Effect": "Allow", "Principal": "*", "NotAction": "kms:PutKeyPolicy"}, "all but kms:PutKeyPolicy"),
        (allow("kms:*", Principal="*", Condition={"Bool": {"aws:SecureTransport": "true"}}), "kms:*"),
    ],
)
def test_a_key_that_is_open_to_the_world(statement: dict[str, Any], said: str) -> None:
    result = open_key(statement)
    assert (result.outcome, result.summary) == (WARNING, f"The policy of the key {NAME} lets everybody in: {said}")
    assert "every AWS account" in result.detail and '"kms:CallerAccount": ACCOUNT' in result.detail


@pytest.mark.parametrize("action", ["kms:*", "*", "kms:CreateGrant", "kms:Put*"])
def test_a_key_that_another_account_administers(action: str) -> None:
    for principal in (STRANGERS, "999900001111"):
        result = open_key(allow(action, Principal={"AWS": principal}))
        assert result.outcome is WARNING
        assert result.summary == f"The policy of the key {NAME} lets another account administer it: {STRANGERS}"


@pytest.mark.parametrize(
    "statement",
    [
        allow("kms:*", Principal="*", **BOUND),
        allow("s3:*", Principal="*"),
        allow("kms:*", Principal="*") | {"Effect": "Deny"},
        allow(["kms:Decrypt", "kms:Encrypt"], Principal={"AWS": STRANGERS}),
        allow(
            "kms:CreateGrant", Principal={"AWS": STRANGERS}, Condition={"Bool": {"kms:GrantIsForAWSResource": "true"}}
        ),
        allow("kms:*", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:role/admin"}),
    ],
)
def test_a_key_that_no_stranger_has(statement: dict[str, Any]) -> None:
    assert open_key(statement).outcome is PASSED


def test_a_key_straight_in_a_database_is_looked_at_and_one_of_the_stack_is_not() -> None:
    straight = f"databases: {{orders: {{encryption: {{key: '{OTHER_ARN}'}}}}}}\n" + (
        f"policies: {{ADBS_AWS_Policy1: {{keys: [{NAME}, '{OTHER_ARN}']}}}}"
    )
    answers: dict[Any, Any] = {
        Key(AWS, OTHER_ARN): replace(KEY, arn=OTHER_ARN),
        KeyPolicy(AWS, OTHER_ARN): document(ROOT, allow("kms:*", Principal="*")),
    }
    assert one("PRE111", answers, straight).outcome is WARNING
    of_stack = look({KEY_POLICY_QUESTION: document(ROOT, allow("kms:*", Principal="*"))})
    assert bad(of_stack) == [("PRE110", WARNING)]


def test_a_key_policy_of_a_referred_key_that_may_not_be_read() -> None:
    assert one("PRE111", {KEY_POLICY_QUESTION: REFUSED}, REFERRED).outcome is NOT_KNOWN


def test_a_key_policy_that_may_not_be_read() -> None:
    results = look({KEY_POLICY_QUESTION: REFUSED})
    assert bad(results) == [("PRE108", NOT_KNOWN), ("PRE109", NOT_KNOWN), ("PRE110", NOT_KNOWN)]
