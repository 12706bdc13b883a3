"""What the guard does grows with the plan, not with its square: a plan of a merge request is somebody's text."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from generator.guard.case import Case
from generator.guard.reading import read_plan
from generator.guard.rules.key_no_longer_allowed import check
from tests.calls import calls_of
from tests.unit.guard.plan_of import (
    ACCOUNT,
    ATTACHED,
    ROLE_ARN,
    Values,
    change,
    database,
    found,
    key,
    no_op,
    plan_of,
    policy,
    role,
    use,
)

FEW = 40
EC2 = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}


def attached(number: int) -> Values:
    return {"role": "oracle", "policy_arn": f"arn:aws:iam::{ACCOUNT}:policy/p{number}"}


def roles(count: int) -> list[Values]:
    """Roles of one name, none of which is Oracle's."""
    return [no_op(f"aws_iam_role.r{number}", {**role(EC2), "arn": f"{ROLE_ARN}{number}"}) for number in range(count)]


def attachments_to_one_name(count: int) -> list[Values]:
    address = "aws_iam_role_policy_attachment.a{}"
    return [
        *roles(count),
        *(change(address.format(number), attached(0), attached(number + 1)) for number in range(count)),
    ]


def attachments_that_go(count: int) -> list[Values]:
    return [*roles(count), *(change(f"aws_iam_role_policy_attachment.a{n}", attached(n)) for n in range(count))]


def lists_that_lose_a_role(count: int) -> list[Values]:
    before: Values = {"roles": ["oracle"]}
    after: Values = {"roles": []}
    return [*roles(count), *(change(f"aws_iam_policy_attachment.a{n}", before, after) for n in range(count))]


def policies_of_one_arn(count: int) -> list[Values]:
    return [
        *roles(count),
        *(no_op(f"aws_iam_role_policy_attachment.a{n}", ATTACHED) for n in range(count)),
        *(change(f"aws_iam_policy.p{n}", None, policy(use(actions=("kms:*",)))) for n in range(count)),
    ]


def databases_and_roles(count: int) -> list[Values]:
    return [
        *(no_op(f"oci_database_autonomous_database.d{n}", database()) for n in range(count)),
        *(change(f"aws_iam_role.r{n}", role(), {**role(), "managed_policy_arns": []}) for n in range(count)),
    ]


def aliases_and_keys(count: int) -> list[Values]:
    return [
        *(no_op(f"oci_database_autonomous_database.d{n}", database()) for n in range(count)),
        *(no_op(f"aws_kms_key.k{n}", key()) for n in range(count)),
        *(
            change(
                f"aws_kms_alias.a{n}",
                {"name": "alias/a", "target_key_id": "a"},
                {"name": "alias/a", "target_key_id": "b"},
            )
            for n in range(count)
        ),
    ]


def key_policies_and_keys(count: int) -> list[Values]:
    return [
        *(no_op(f"aws_kms_key.k{n}", key(policy="")) for n in range(count)),
        *(change(f"aws_kms_key_policy.k{n}", None, {"key_id": "x", "policy": "{}"}) for n in range(count)),
    ]


def key_arn(number: int) -> str:
    return f"arn:aws:kms:us-east-2:{ACCOUNT}:key/{number:08x}-c13b-4771-96cb-d4291c21bedf"


def a_policy_of_many_keys(count: int) -> list[Values]:
    keys = [key_arn(number) for number in range(count)]
    return [change("aws_iam_policy.p", policy(use(*keys)), policy(use(*keys, actions=("kms:Decrypt",))))]


def a_policy_of_many_statements(count: int) -> list[Values]:
    """Each of them gets a condition."""
    condition = {"StringEquals": {"aws:PrincipalTag/team": "platform"}}
    before, after = (
        policy(*(use(key_arn(n), **more) for n in range(count))) for more in ({}, {"Condition": condition})
    )
    return [change("aws_iam_policy.p", before, after)]


@pytest.mark.parametrize(
    "plan",
    [
        attachments_to_one_name,
        attachments_that_go,
        lists_that_lose_a_role,
        policies_of_one_arn,
        databases_and_roles,
        aliases_and_keys,
        key_policies_and_keys,
    ],
)
def test_four_times_the_plan_takes_about_four_times_the_steps(plan: Callable[[int], list[Values]]) -> None:
    steps_of(plan(FEW))  # what is read once and kept

    few, many = steps_of(plan(FEW)), steps_of(plan(4 * FEW))

    assert many < 5 * few


def steps_of(changes: list[Values]) -> int:
    """How many functions are called to judge a plan."""
    return calls_of(lambda: found(*changes))


@pytest.mark.parametrize("plan", [a_policy_of_many_keys, a_policy_of_many_statements])
def test_a_policy_that_may_lose_keys_is_not_compared_key_by_statement(plan: Callable[[int], list[Values]]) -> None:
    steps_of_rule(plan(FEW))

    few, many = steps_of_rule(plan(FEW)), steps_of_rule(plan(4 * FEW))

    assert many < 5 * few


def steps_of_rule(changes: list[Values]) -> int:
    """How many functions the rule GRD405 calls to judge a plan."""
    plan, _ = read_plan(json.dumps(plan_of(*changes)).encode())
    assert plan is not None
    case = Case(plan)
    return calls_of(lambda: list(check(case)))
