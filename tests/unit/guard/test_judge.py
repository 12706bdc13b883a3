"""The plan as a whole: what is allowed, unknown, not judged, drifted, secret, or in the wrong place."""

from __future__ import annotations

from typing import Any

import pytest

from generator.diagnostics import Diagnostic
from generator.guard.allowed import Allowed, parse_allowed
from generator.guard.judge import judge, what_was_judged
from generator.guard.reading import read_plan
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec
from tests.unit.guard.plan_of import (
    ALIAS,
    DATABASE,
    KEY,
    KEY_1,
    KEY_2,
    ORACLE_MANAGED,
    PLANS,
    ROLE,
    Values,
    change,
    codes,
    database,
    document,
    found,
    key,
    no_op,
    role,
    trust,
)
from tests.unit.rules.specs import spec_text


def test_one_finding_may_pass_and_is_seen() -> None:
    diagnostics = found(
        change(KEY, key(), None), change("aws_kms_key.b", key(), None), allowed=(Allowed("GRD101", KEY),)
    )
    assert [(one.severity, one.address) for one in diagnostics] == [("warning", KEY), ("error", "aws_kms_key.b")]
    assert diagnostics[0].summary == "Allowed by --allow: The key would be destroyed"


@pytest.mark.parametrize("address", ["aws_kms_key.b", "aws_kms_key.*", "aws_kms_key"])
def test_what_allows_nothing_is_said(address: str) -> None:
    diagnostics = found(change(KEY, key(), None), allowed=(Allowed("GRD101", address),))
    assert [(one.code, one.severity) for one in diagnostics] == [("GRD101", "error"), ("GRD005", "warning")]
    assert f"GRD101 was found at {KEY}." in diagnostics[1].detail


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("GRD999=a.b", "there is no rule"),
        ("GRD10=a.b", "Did you mean"),
        ("GRD101", "needs an address"),
        ("", "no rule"),
        ("=a.b", "no rule"),
        ("GRD101=  ", "needs an address"),
    ],
)
def test_an_allow_that_is_none(text: str, said: str) -> None:
    wrong = parse_allowed(text)
    assert isinstance(wrong, Diagnostic)
    assert (wrong.code, wrong.severity) == ("GRD007", "error")
    assert said in f"{wrong.summary} {wrong.detail}"


def test_an_address_may_have_equals_signs_and_quotes() -> None:
    assert parse_allowed('grd101=module.k["a=b"].aws_kms_key.this') == Allowed(
        "GRD101", 'module.k["a=b"].aws_kms_key.this'
    )


def test_a_provider_from_elsewhere() -> None:
    given = change(KEY, None, key()) | {"provider_name": "example.com/acme/aws"}
    [one] = found(given)
    assert (one.code, one.severity) == ("GRD003", "warning")
    assert '"example.com/acme/aws"' in one.summary


def test_the_provider_of_opentofu() -> None:
    assert codes(change(KEY, None, key()) | {"provider_name": "registry.opentofu.org/hashicorp/aws"}) == []


def test_arguments_of_another_version_are_named_once_for_each_type() -> None:
    given = [change(f"aws_kms_key.{name}", None, key(region="us-east-2", shiny=True)) for name in "ab"]
    [one] = found(*given)
    assert one.code == "GRD003"
    assert one.summary.endswith("region, shiny")


@pytest.mark.parametrize("version", [1, "x"])
def test_another_schema_version(version: Any) -> None:
    configuration = {"root_module": {"resources": [{"address": KEY, "schema_version": version, "expressions": {}}]}}
    assert codes(change(KEY, None, key()), configuration=configuration) == ["GRD003"]


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [("~> 4.67", ["GRD003"]), (">= 7", ["GRD003"]), ("< 5.0", ["GRD003"]), ("4.9.1", ["GRD003"])]
    + [(one, []) for one in ("~> 5.0", ">= 4.0", ">= 5.68, < 7", "6.2.0", "", "nonsense", "!= 5.1.0")],
)
def test_the_versions_that_the_configuration_asks_for(constraint: str, expected: list[str]) -> None:
    aws = {"full_name": "registry.terraform.io/hashicorp/aws", "version_constraint": constraint}
    assert codes(configuration={"provider_config": {"aws": aws}}) == expected


def test_other_changes_are_named_once_for_each_type() -> None:
    queues = [change(f"aws_sqs_queue.q{number}", None, {}) for number in range(5)]
    grant = change("aws_kms_grant.g", {}, None)
    reading = change("data.aws_iam_role.x", None, {}, actions=("read",))
    diagnostics = found(*queues, grant, reading, no_op("aws_s3_bucket.b", {}))
    assert [one.summary for one in diagnostics] == [
        "1 change of aws_kms_grant not judged",
        "5 changes of aws_sqs_queue not judged",
    ]
    assert "aws_sqs_queue.q0, aws_sqs_queue.q1, aws_sqs_queue.q2, …" in diagnostics[1].detail


def test_actions_are_named() -> None:
    actions = [{"address": f"action.aws_lambda_invoke.a{number}", "type": "aws_lambda_invoke"} for number in range(4)]
    [one] = found(action_invocations=[*actions, {}])
    assert (one.code, one.severity, one.address) == ("GRD004", "warning", "action.aws_lambda_invoke.a0")
    assert one.summary == "5 actions not judged"
    assert "action.aws_lambda_invoke.a2, …" in one.detail
    assert codes(action_invocations=[], deferred_action_invocations=[]) == []


@pytest.mark.parametrize("value", [[{"address": "x"}], {"x": 1}, True])
def test_a_part_of_the_plan_that_is_not_known_is_named(value: Any) -> None:
    [one] = found(teleported_resources=value)
    assert (one.code, one.severity) == ("GRD004", "warning")
    assert one.summary.endswith("teleported_resources")


@pytest.mark.parametrize("value", [[], {}, False, None, "2026-01-01", 3])
def test_a_part_that_says_nothing_would_be_done_is_not(value: Any) -> None:
    assert codes(teleported_resources=value) == []


@pytest.mark.parametrize("name", ["deferred_action_invocations", "deferred_teleportations"])
def test_what_is_left_for_later_is_not_the_whole_plan(name: str) -> None:
    later: dict[str, Any] = {name: [{"reason": "unknown"}]}
    [one] = found(**later)
    assert (one.code, one.severity) == ("GRD002", "error")
    assert name in one.detail


@pytest.mark.parametrize(
    ("address", "before", "after"),
    [
        (DATABASE, database(), database(KEY_2)),
        (DATABASE, database(), ORACLE_MANAGED),
        (DATABASE, database(), None),
        (DATABASE, database(state="AVAILABLE"), database(state="INACCESSIBLE")),
        (KEY, key(), key(is_enabled=False)),
        (KEY, key(), None),
        (KEY, key(policy=document()), key(policy=document({"Effect": "Allow", "Action": "*", "Principal": "*"}))),
        (ROLE, role(), role(trust("arn:aws:iam::999900001111:root"))),
        (ALIAS, {"target_key_id": "a"}, {"target_key_id": "b"}),
    ],
)
def test_what_was_changed_outside(address: str, before: Values, after: Values | None) -> None:
    [one] = found(resource_drift=[change(address, before, after)])
    assert (one.code, one.severity, one.address) == ("GRD006", "warning", address)


def test_noise_outside() -> None:
    noise = [
        change(KEY, key(tags=None), key(tags={})),
        change(DATABASE, database(compute_count=2), database(compute_count=4)),
        change(ROLE, role(), role(trust([trust()["Principal"]["AWS"]]))),
        change("aws_sqs_queue.q", {}, None),
    ]
    assert codes(resource_drift=noise) == []


def test_no_secret_is_printed() -> None:
    secret = "arn:aws:iam::999900001111:user/very-secret"
    given = change(ROLE, role(), role(trust(secret)), change={"after_sensitive": {"assume_role_policy": True}})
    [one] = found(given)
    assert one.code == "GRD301"
    assert secret not in one.summary + one.detail
    assert "(sensitive)" in one.summary


def spec() -> Spec:
    return parse_spec([SpecText("spec.yaml", spec_text().encode())])[0]


def place(**arguments: Any) -> dict[str, Any]:
    providers = {
        name: {"name": name, "expressions": {key: {"constant_value": value} for key, value in arguments.items()}}
        for name in ("aws", "oci")
    }
    resources = [{"address": one, "provider_config_key": one[:3], "expressions": {}} for one in (KEY, DATABASE, ROLE)]
    return {"provider_config": providers, "root_module": {"resources": resources}}


def test_places_that_the_spec_names() -> None:
    stack = spec().stacks[0].stack
    arn = f"arn:aws:kms:{stack.aws.region}:{stack.aws.account_id}:key/x"
    compartment = {"compartment_id": stack.oci.compartment_id}
    assert codes(change(KEY, {"arn": arn}, {"arn": arn}), change(DATABASE, None, compartment), spec=spec()) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (change(KEY, {"arn": "arn:aws:kms:us-east-2:999900001111:key/x"}, {}), "The AWS account 999900001111"),
        (change(KEY, {"arn": KEY_1.replace("us-east-2", "eu-west-1")}, {}), "The AWS region eu-west-1"),
        (change(DATABASE, None, {"compartment_id": "ocid1.compartment.oc1..zz"}), "The OCI compartment"),
        (change(DATABASE, {"id": "ocid1.autonomousdatabase.oc1.phx.aa"}, {}), "The OCI region us-phoenix-1"),
    ],
)
def test_a_place_that_the_spec_does_not_name(given: Values, said: str) -> None:
    [one] = found(given, spec=spec())
    assert one.code == "GRD501"
    assert one.summary.startswith(said)


@pytest.mark.parametrize(
    ("address", "arguments", "said"),
    [
        (KEY, {"region": "eu-west-1"}, "The AWS region eu-west-1"),
        (KEY, {"allowed_account_ids": ["999900001111"]}, "The AWS account 999900001111"),
        (DATABASE, {"region": "us-phoenix-1"}, "The OCI region us-phoenix-1"),
        (DATABASE, {"tenancy_ocid": "ocid1.tenancy.oc1..zz"}, "The OCI tenancy"),
    ],
)
def test_a_place_that_only_the_provider_says(address: str, arguments: dict[str, Any], said: str) -> None:
    [one] = found(change(address, None, {}), spec=spec(), configuration=place(**arguments))
    assert one.summary.startswith(said)


def test_iam_has_no_region() -> None:
    given = change(ROLE, {"arn": None}, {"arn": None})
    assert codes(given, spec=spec(), configuration=place(region="eu-west-1")) == []


def test_what_was_judged_is_counted() -> None:
    plan, _ = read_plan((PLANS / "good-rotate.json").read_bytes())
    assert plan is not None
    assert what_was_judged(plan) == "4 changes (1 database, 1 key, 1 alias, 1 policy)"
    assert judge(plan) == judge(plan)
