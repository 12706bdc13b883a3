"""Trust policies that keep principal and external ID: other conditions, actions and Denies."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.guard.plan_of import (
    ACCOUNT,
    DATABASE,
    ORACLE,
    ROLE,
    TENANCY,
    Values,
    change,
    codes,
    database,
    found,
    no_op,
    role,
    trust,
)

EXTERNAL_ID = {"sts:ExternalId": TENANCY}
FROM_OFFICE = {"StringEquals": EXTERNAL_ID, "IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}
GITHUB = {
    "Effect": "Allow",
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Principal": {"Federated": f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"},
    "Condition": {"StringEquals": {"token.actions.githubusercontent.com:sub": "repo:acme/x:ref:refs/heads/main"}},
}
DENY = trust("*", Effect="Deny", Condition={"Bool": {"aws:SecureTransport": "false"}})
OWN_PEOPLE = trust(f"arn:aws:iam::{ACCOUNT}:root", Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}})


def changed(before: list[Values], after: list[Values]) -> list[str]:
    return codes(change(ROLE, role(*before), role(*after)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([trust(Condition=FROM_OFFICE)], [trust()]),
        ([trust(Condition=FROM_OFFICE)], [trust(Condition=FROM_OFFICE), trust()]),
        (
            [trust(Condition=FROM_OFFICE)],
            [trust(Condition=FROM_OFFICE | {"IpAddress": {"aws:SourceIp": ["192.0.2.0/24", "0.0.0.0/0"]}})],
        ),
        ([trust(Condition={"StringEquals": EXTERNAL_ID | {"aws:PrincipalArn": ORACLE}})], [trust()]),
        ([trust()], [trust(Action="sts:*")]),
        ([trust()], [trust(Action="*")]),
        ([trust()], [trust(Action=["sts:AssumeRole", "sts:TagSession"])]),
        ([trust()], [trust(Action=["sts:AssumeRole", "sts:SetSourceIdentity"])]),
        ([trust(), GITHUB], [trust(), {name: one for name, one in GITHUB.items() if name != "Condition"}]),
        ([trust(), OWN_PEOPLE], [trust(), OWN_PEOPLE | {"Condition": {}}]),
        ([trust(), DENY], [trust()]),
    ],
)
def test_the_same_principals_may_more(before: list[Values], after: list[Values]) -> None:
    assert changed(before, after) == ["GRD305"]
    assert "GRD305" not in changed(after, before)


def test_the_condition_of_one_external_id_is_not_that_of_another() -> None:
    other = trust(Condition={"StringEquals": {"sts:ExternalId": "ocid1.tenancy.oc1..bbbb"}})
    assert changed([trust(Condition=FROM_OFFICE), other], [trust(), other]) == ["GRD305"]


def test_a_lost_external_id_does_not_hide_a_lost_address() -> None:
    assert changed([trust(Condition=FROM_OFFICE)], [trust(Condition={})]) == ["GRD302", "GRD305"]


def test_another_external_id_or_principal_has_a_finding_of_its_own() -> None:
    other = trust(Condition={"StringEquals": {"sts:ExternalId": "ocid1.tenancy.oc1..bbbb"}})
    assert changed([trust()], [other]) == ["GRD304"]
    assert changed([trust()], [trust("arn:aws:iam::999900001111:user/other", Action="sts:*")]) == ["GRD301"]


@pytest.mark.parametrize(
    "operator", ["StringLike", "ForAnyValue:StringEquals", "StringEqualsIgnoreCase", "stringequals"]
)
def test_another_operator_that_demands_the_same_external_id(operator: str) -> None:
    assert changed([trust()], [trust(Condition={operator: EXTERNAL_ID})]) == []


def test_an_action_of_many_stars_assumes_the_role() -> None:
    assert changed([trust()], [trust(Action="sts:Assume" + "*" * 10, Condition={})]) == ["GRD302", "GRD305"]


def test_it_says_what_is_new() -> None:
    [one] = found(change(ROLE, role(trust(Condition=FROM_OFFICE)), role()))
    assert "a condition on sts:AssumeRole is gone or weaker" in one.detail


def data_source(values: list[Any], marks: Any) -> dict[str, Any]:
    """A trust policy whose condition has values that are not known yet."""
    statement = {
        "effect": "Allow",
        "actions": ["sts:AssumeRole"],
        "principals": [{"type": "AWS", "identifiers": [ORACLE]}],
        "condition": [
            {"test": "StringEquals", "variable": "sts:ExternalId", "values": [TENANCY]},
            {"test": "IpAddress", "variable": "aws:SourceIp", "values": values},
        ],
    }
    source = "data.aws_iam_policy_document.t"
    reference = {"references": [f"{source}.json", source]}
    resources = [{"address": ROLE, "expressions": {"assume_role_policy": reference}}]
    after = {name: value for name, value in role().items() if name != "assume_role_policy"}
    unknown = {"statement": [{"condition": [{}, {"values": marks}]}]}
    return {
        "changes": (
            change(source, None, {"statement": [statement]}, actions=("read",), unknown=unknown),
            change(ROLE, role(trust(Condition=FROM_OFFICE)), after, unknown={"assume_role_policy": True}),
        ),
        "configuration": {"root_module": {"resources": resources}},
    }


@pytest.mark.parametrize(("values", "marks"), [([None], [True]), ([], True)])
def test_a_condition_whose_value_is_not_known_is_named_and_not_called_gone(values: list[Any], marks: Any) -> None:
    given = data_source(values, marks)
    assert codes(*given["changes"], configuration=given["configuration"]) == ["GRD404"]


@pytest.mark.parametrize(
    "denied", [ORACLE, "*", "arn:aws:iam::444455556666:root", "444455556666", ["arn:aws:iam::1:user/x", ORACLE]]
)
def test_a_deny_keeps_oracle_out(denied: Any) -> None:
    [one] = found(change(ROLE, role(), role(trust(), trust(denied, Effect="Deny", Action="sts:*", Condition={}))))
    assert (one.code, one.severity) == ("GRD306", "error")


def test_a_deny_under_conditions_is_a_warning_and_one_for_others_nothing() -> None:
    [one] = found(change(ROLE, role(), role(trust(), DENY)))
    assert (one.code, one.severity) == ("GRD306", "warning")
    assert changed([trust()], [trust(), trust("arn:aws:iam::444455556666:user/x", Effect="Deny")]) == []


def test_the_principal_or_the_action_goes() -> None:
    use = no_op(DATABASE, database())
    own = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}
    assert codes(use, change(ROLE, role(trust(), own), role(own))) == ["GRD306"]
    assert codes(use, change(ROLE, role(), role(trust(Action="sts:TagSession")))) == ["GRD305", "GRD306"]
