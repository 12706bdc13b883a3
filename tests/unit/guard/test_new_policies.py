"""New policies of a role, and what else it is given."""

from __future__ import annotations

import pytest

from tests.unit.guard.plan_of import (
    ACCOUNT,
    ATTACHED,
    IN_USE,
    KEY_1,
    POLICY,
    ROLE,
    Values,
    change,
    codes,
    found,
    policy,
    role,
    trust,
    use,
)

INLINE = "aws_iam_role_policy.x"
MORE = "aws_iam_role_policy_attachment.more"
UNSEEN, AWSS = f"arn:aws:iam::{ACCOUNT}:policy/unseen", "arn:aws:iam::aws:policy/AdministratorAccess"


def inline(of: str, *statements: Values) -> Values:
    return change(INLINE, None, {"role": of, "policy": policy(*statements)["policy"]})


@pytest.mark.parametrize(
    "actions",
    [
        ("kms:ScheduleKeyDeletion",),
        ("kms:CreateGrant", "kms:Decrypt"),
        ("iam:PassRole",),
        ("s3:*",),
        ("sts:AssumeRole",),
    ],
)
def test_a_new_policy_of_oracles_role_allows_more_than_the_use_of_keys(actions: tuple[str, ...]) -> None:
    assert codes(*IN_USE, inline("oracle", use(actions=actions))) == ["GRD401"]


def test_a_new_policy_of_oracles_role_for_the_use_of_a_key() -> None:
    actions = ("kms:DescribeKey", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:GetKeyPolicy")
    assert codes(*IN_USE, inline("oracle", use(actions=actions))) == []


def test_another_role_comes_to_administer_a_databases_key() -> None:
    people = role(trust(f"arn:aws:iam::{ACCOUNT}:root", Condition={})) | {"name": "ops", "arn": None}
    ops = change("aws_iam_role.ops", None, people)
    [one] = [one for one in found(*IN_USE, ops, inline("ops", use(KEY_1, actions=("kms:*",)))) if one.code == "GRD401"]
    assert one.severity == "warning"
    assert KEY_1 in one.detail
    assert codes(*IN_USE, ops, inline("ops", use(KEY_1))) == []


@pytest.mark.parametrize(("arn", "severity"), [(AWSS, "error"), (UNSEEN, "warning")])
def test_a_policy_that_the_plan_does_not_show_is_attached(arn: str, severity: str) -> None:
    database, _, attachment = IN_USE
    listed = change(ROLE, role(), role() | {"managed_policy_arns": [arn]})
    for given in ((*IN_USE, change(MORE, None, ATTACHED | {"policy_arn": arn})), (database, listed, attachment)):
        [one] = found(*given)
        assert (one.code, one.severity) == ("GRD401", severity)


def test_a_policy_of_the_plan_is_attached() -> None:
    made = change(POLICY, None, policy())
    assert codes(*IN_USE, made, change(MORE, None, ATTACHED | {"policy_arn": policy()["arn"]})) == []


def test_a_policy_of_which_not_even_the_arn_is_known_is_attached() -> None:
    [one] = found(*IN_USE, change(MORE, None, {"role": "oracle"}, unknown={"policy_arn": True}))
    assert (one.code, one.severity) == ("GRD401", "warning")


@pytest.mark.parametrize(("after", "severity"), [(AWSS, "error"), (UNSEEN, "warning"), (None, "error")])
def test_the_boundary_becomes_another_or_goes(after: str | None, severity: str) -> None:
    before = role() | {"permissions_boundary": f"arn:aws:iam::{ACCOUNT}:policy/boundary"}
    [one] = found(IN_USE[0], change(ROLE, before, role() | {"permissions_boundary": after}))
    assert (one.code, one.severity) == ("GRD401", severity)
