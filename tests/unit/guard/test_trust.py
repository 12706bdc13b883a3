"""Trust policies: whom a role lets in, and what they must present."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec
from tests.unit.guard.plan_of import (
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
from tests.unit.rules.specs import spec_text

OTHER = "arn:aws:iam::999900001111:user/other"
OWN = no_op("aws_kms_key.x", {"arn": "arn:aws:kms:us-east-2:111122223333:key/x"})  # tells the own account
EC2 = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}


def external_id(value: Any, operator: str = "StringEquals") -> Values:
    return {"Condition": {operator: {"sts:ExternalId": value}}}


def changed(*after: Values) -> list[str]:
    return codes(OWN, change(ROLE, role(), role(*after)))


def created(*after: Values, spec: Spec | None = None) -> list[str]:
    return codes(OWN, change(ROLE, None, role(*after) | {"arn": None}), spec=spec)


def test_the_same_said_otherwise_is_no_change() -> None:
    assert changed(trust([ORACLE], Sid="x", Action=["STS:AssumeRole"], **external_id([TENANCY], "stringequals"))) == []


def test_more_conditions_are_no_finding() -> None:
    stricter = {"StringEquals": {"sts:ExternalId": TENANCY}, "Bool": {"aws:SecureTransport": True}}
    assert changed(trust(Condition=stricter)) == []


@pytest.mark.parametrize("principal", [OTHER, [ORACLE, OTHER], {"AWS": ORACLE, "Service": "lambda.amazonaws.com"}])
def test_another_principal(principal: Any) -> None:
    assert changed(trust(principal)) == ["GRD301"]


@pytest.mark.parametrize(
    "more",
    [
        {"Condition": {}},
        external_id(TENANCY, "StringEqualsIfExists"),
        external_id(TENANCY, "ForAllValues:StringEquals"),
        external_id(TENANCY, "StringNotEquals"),
    ],
)
def test_without_an_external_id(more: Values) -> None:
    assert changed(trust(**more)) == ["GRD302"]
    assert created(trust(**more)) == ["GRD302"]


def test_a_second_statement_without_an_external_id() -> None:
    assert changed(trust(), trust(OTHER, Condition={})) == ["GRD301", "GRD302"]


@pytest.mark.parametrize(
    "operator", ["StringEquals", "StringLike", "ForAnyValue:StringEquals", "StringEqualsIgnoreCase"]
)
def test_what_demands_an_external_id(operator: str) -> None:
    assert created(trust(**external_id(TENANCY, operator))) == []


@pytest.mark.parametrize("principal", ["*", {"AWS": "*"}, "arn:aws:iam::444455556666:*"])
def test_a_wildcard_principal(principal: Any) -> None:
    given = trust() | {"Principal": principal if principal == "*" else trust(principal)["Principal"]}
    assert changed(given) == ["GRD303"]
    assert created(given) == ["GRD303"]


def test_everybody_but_someone() -> None:
    given = {name: value for name, value in trust().items() if name != "Principal"}
    assert changed(given | {"NotPrincipal": {"AWS": OTHER}}) == ["GRD303"]


def test_a_whole_account_in_the_place_of_its_user() -> None:
    assert changed(trust("arn:aws:iam::444455556666:root")) == ["GRD303"]
    assert changed(trust("444455556666")) == ["GRD303"]


def test_a_wildcard_in_the_external_id() -> None:
    assert changed(trust(**external_id("ocid1.tenancy.*", "StringLike"))) == ["GRD303"]


def test_another_external_id() -> None:
    assert changed(trust(**external_id("ocid1.tenancy.oc1..bbbb"))) == ["GRD304"]
    assert changed(trust(**external_id([TENANCY, "ocid1.tenancy.oc1..bbbb"]))) == ["GRD304"]


def test_roles_of_something_else() -> None:
    own_people = trust("arn:aws:iam::111122223333:root", Condition={})
    assert codes(OWN, change(ROLE, role(EC2), role(EC2, own_people))) == []
    assert created(EC2) == []


def test_a_role_of_something_else_comes_to_trust_another_account() -> None:
    assert codes(OWN, change(ROLE, role(EC2), role(trust(OTHER)))) == ["GRD301"]


def test_any_new_principal_of_a_role_that_a_database_uses() -> None:
    assert codes(no_op(DATABASE, database()), change(ROLE, role(EC2), role(EC2, trust(ORACLE)))) == ["GRD301"]


def spec() -> Spec:
    given, diagnostics = parse_spec([SpecText("spec.yaml", spec_text().encode())])
    assert diagnostics == []
    return given


def test_a_new_role_must_be_as_the_spec_says() -> None:
    stack = spec().stacks[0].stack
    user = str(next(iter(stack.roles.values())).oracle_user_arn)
    good = trust(user, **external_id(stack.oci.tenancy_id))
    assert created(good, spec=spec()) == []
    assert created(trust(OTHER, **external_id(stack.oci.tenancy_id)), spec=spec()) == ["GRD301"]
    assert created(trust(user), spec=spec()) == ["GRD304"]


def test_a_trust_policy_that_is_a_data_source() -> None:
    statement = {
        "effect": "Allow",
        "actions": ["sts:AssumeRole"],
        "principals": [{"type": "AWS", "identifiers": [OTHER]}],
        "condition": [{"test": "StringEquals", "variable": "sts:ExternalId", "values": [TENANCY]}],
    }
    source = change("data.aws_iam_policy_document.t", None, {"statement": [statement]}, actions=("read",))
    after = {name: value for name, value in role().items() if name != "assume_role_policy"}
    configuration = {
        "root_module": {
            "resources": [
                {
                    "address": ROLE,
                    "expressions": {
                        "assume_role_policy": {
                            "references": [
                                "data.aws_iam_policy_document.t.json",
                                "data.aws_iam_policy_document.t",
                            ]
                        }
                    },
                }
            ]
        }
    }
    unknown = change(ROLE, role(), after, unknown={"assume_role_policy": True})
    assert codes(source, unknown, configuration=configuration) == ["GRD301"]
    assert codes(unknown) == ["GRD404"]


@pytest.mark.parametrize(
    "text",
    [
        "{not json",
        json.dumps({"Statement": "x"}),
        json.dumps({"statement": []}),
        json.dumps({"Statement": [{"effect": "Allow", "principal": "*", "action": "sts:AssumeRole"}]}),
        json.dumps({"Statement": [trust(), trust("*", Effect="allow")]}),
    ],
)
def test_what_is_no_policy_is_an_error_and_not_called_unknown(text: str) -> None:
    [one] = found(change(ROLE, role(), role() | {"assume_role_policy": text}))
    assert (one.code, one.severity) == ("GRD404", "error")
    assert one.summary == "The trust policy cannot be read"
    assert "apply" not in one.detail
