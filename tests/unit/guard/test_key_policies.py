"""Key policies: the account's root, other accounts, Denies, and AWS's check for a lockout."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.guard.plan_of import (
    ACCOUNT,
    IN_USE,
    KEY,
    KEY_1,
    KEY_2,
    ROLE_ARN,
    ROOT,
    Values,
    change,
    codes,
    document,
    found,
    key,
)

OTHER_ROOT = ROOT | {"Principal": {"AWS": "arn:aws:iam::999900001111:root"}}
BYPASS = "bypass_policy_lockout_safety_check"


def changed(*after: Values) -> list[str]:
    return codes(*IN_USE, change(KEY, key(policy=document(ROOT)), key(policy=document(*after))))


def deny(principal: Any, action: str = "kms:*", **more: Any) -> Values:
    named = principal if principal == "*" else {"AWS": principal}
    return {"Effect": "Deny", "Principal": named, "Action": action, "Resource": "*", **more}


@pytest.mark.parametrize("resource", ["*", KEY_1, [KEY_1]])
def test_the_root_has_its_statement(resource: Any) -> None:
    assert changed(ROOT | {"Resource": resource}) == []


def test_the_statement_for_the_root_is_about_another_key() -> None:
    assert changed(ROOT | {"Resource": KEY_2}) == ["GRD402"]


def test_a_deny_takes_the_key_policy_from_the_root() -> None:
    assert changed(ROOT, deny(f"arn:aws:iam::{ACCOUNT}:root", "kms:PutKeyPolicy")) == ["GRD402"]
    assert changed(ROOT, deny("*")) == ["GRD402", "GRD406"]


def test_a_deny_that_spares_the_root_takes_nothing_from_it() -> None:
    deny_others = {name: one for name, one in deny("*", "kms:PutKeyPolicy").items() if name != "Principal"}
    assert changed(ROOT, deny_others | {"NotPrincipal": {"AWS": [f"arn:aws:iam::{ACCOUNT}:root", ROLE_ARN]}}) == []
    assert changed(ROOT, deny_others | {"NotPrincipal": {"AWS": ROLE_ARN}}) == ["GRD402"]


@pytest.mark.parametrize("principal", ["*", ROLE_ARN, f"arn:aws:iam::{ACCOUNT}:root", ACCOUNT])
def test_a_deny_of_the_use_of_the_key(principal: str) -> None:
    assert changed(ROOT, deny(principal, "kms:Decrypt")) == ["GRD406"]


def test_a_deny_for_others_or_of_something_else() -> None:
    assert changed(ROOT, deny(f"arn:aws:iam::{ACCOUNT}:role/web")) == []
    assert changed(ROOT, deny(ROLE_ARN, "kms:ScheduleKeyDeletion")) == []


def test_a_deny_under_conditions_or_with_exceptions_is_a_warning() -> None:
    spared = {name: one for name, one in deny("*", "kms:Decrypt").items() if name != "Principal"}
    for statement in (
        deny("*", "kms:Decrypt", Condition={"StringNotEquals": {"aws:PrincipalAccount": ACCOUNT}}),
        spared | {"NotPrincipal": {"AWS": ROLE_ARN}},
    ):
        [one] = found(*IN_USE, change(KEY, key(policy=document(ROOT)), key(policy=document(ROOT, statement))))
        assert (one.code, one.severity) == ("GRD406", "warning")


def test_a_new_key_that_another_account_may_use() -> None:
    new = {"policy": document(ROOT, OTHER_ROOT)}
    assert codes(*IN_USE, change(KEY, None, new, unknown={"arn": True})) == ["GRD403"]
    guarded = {"policy": document(ROOT, OTHER_ROOT | {"Condition": {"StringEquals": {"kms:ViaService": "x"}}})}
    assert codes(*IN_USE, change(KEY, None, guarded, unknown={"arn": True})) == []


def test_the_check_is_skipped() -> None:
    for before, after, expected in (
        (key(), key(**{BYPASS: True}), ["warning"]),
        (key(**{BYPASS: True}), key(**{BYPASS: True}, description="x"), []),
        (key(**{BYPASS: True}), key(), []),
        (None, key(**{BYPASS: True}, policy=document(ROOT)), ["warning"]),
    ):
        given = [one for one in found(change(KEY, before, after)) if one.code == "GRD106"]
        assert [one.severity for one in given] == expected


def test_the_check_is_skipped_and_the_policy_has_no_root_or_is_not_known() -> None:
    before = key(policy=document(ROOT))
    without = key(policy=document(ROOT | {"Principal": {"AWS": ROLE_ARN}}), **{BYPASS: True})
    for given in (
        change(KEY, before, without),
        change(KEY, before, key(**{BYPASS: True}), unknown={"policy": True}),
    ):
        assert ("GRD106", "error") in [(one.code, one.severity) for one in found(given)]


def test_whether_the_check_is_skipped_is_not_known() -> None:
    assert codes(change(KEY, key(), key(), unknown={BYPASS: True})) == ["GRD106"]
