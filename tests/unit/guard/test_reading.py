"""What is a plan, and what is something else; a plan that does not say everything."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.diagnostics import Diagnostic
from generator.guard.reading import read_plan
from tests.unit.guard.plan_of import DATABASE, KEY, PLANS, change, codes, database, found, key, plan_of


def refused(data: bytes) -> Diagnostic:
    plan, diagnostics = read_plan(data)
    assert plan is None
    [one] = diagnostics
    assert one.code == "GRD001"
    return one


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing to read"),
        (b"PK\x03\x04plan", "not yet JSON"),
        (b"no json", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[]", "not a plan"),
        (b"3", "not a plan"),
        (b"null", "not a plan"),
        (b'{"a": 1}', "not a plan"),
        (b"Terraform will perform the following actions:\n", "a plan for people"),
        (b'{"@level":"info","type":"version"}\n{"@level":"info"}\n', "the log"),
        (b'{"version": 4, "serial": 3, "lineage": "x", "resources": []}', "a state file"),
        (b'{"format_version": "1.0", "terraform_version": "1.11.4", "values": {}}', "of a state"),
        (b'{"format_version": "1.0"}', "of a state"),
        (b'{"format_version": "2.0", "planned_values": {}}', "format_version"),
        (b'{"format_version": 1, "planned_values": {}}', "not a plan"),
        (b"[" * 100_000, "too deeply"),
        (b'{"format_version": "1.2", "planned_values": ' + b"[" * 100_000 + b"}", "too deeply"),
        (
            b'{"format_version": "1.2", "planned_values": {}, "configuration": {"a": '
            + b"[" * 300
            + b"]" * 300
            + b"}}",
            "too deeply",
        ),
    ],
)
def test_what_is_no_plan_is_called_by_its_name(data: bytes, said: str) -> None:
    assert said in refused(data).summary


@pytest.mark.parametrize(
    "wrong",
    [
        {"resource_changes": {}},
        {"resource_changes": [3]},
        {"resource_changes": [{"address": "x"}]},
        {"resource_changes": [change(KEY, key(), None, actions=("explode",))]},
        {"resource_changes": [change(KEY, key(), key(policy=["a"]))]},
        {"resource_changes": [change(KEY, key(), key(deletion_window_in_days="30"))]},
        {"resource_changes": [change(DATABASE, database(), {"encryption_key": "AWS"})]},
        {"resource_changes": [change(DATABASE, database(), {"encryption_key": [{"key_arn": 3}]})]},
        {"resource_changes": [change(DATABASE, database(), {"whitelisted_ips": "10.0.0.1"})]},
        {"errored": "no"},
    ],
)
def test_a_plan_with_a_wrong_type_is_refused_and_the_place_is_said(wrong: dict[str, Any]) -> None:
    one = refused(json.dumps(plan_of() | wrong).encode())
    assert "$." in one.detail or "change.after" in one.detail


def test_a_plan_as_powershell_writes_it() -> None:
    text = json.dumps(plan_of(change(KEY, key(), None)))
    for data in (text.encode("utf-16"), b"\xef\xbb\xbf" + text.encode()):
        plan, diagnostics = read_plan(data)
        assert plan is not None
        assert diagnostics == []


def test_a_plan_without_changes() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    "left_out",
    [
        {"errored": True},
        {"complete": False},
        {"deferred_changes": [{"reason": "provider_config_unknown"}]},
        {"checks": [{"address": {"to_display": "check.health"}, "status": "fail"}]},
        {"checks": [{"status": "error"}]},
    ],
)
def test_a_plan_that_does_not_say_everything_is_not_judged_fine(left_out: dict[str, Any]) -> None:
    diagnostics = found(change(KEY, key(), None), **left_out)
    assert sorted(one.code for one in diagnostics) == ["GRD002", "GRD101"]


def test_checks_that_pass_or_are_not_known_yet() -> None:
    assert codes(checks=[{"address": {}, "status": "pass"}, {"address": {}, "status": "unknown"}]) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("good-noise", []),
        ("good-rotate", ["GRD404"]),  # a jsonencode: which actions it will allow is not in the plan
        ("bad-db-replaced", ["GRD201", "GRD204"]),
    ],
)
def test_real_plans_of_the_real_providers(name: str, expected: list[str]) -> None:
    from generator.guard.judge import judge

    plan, diagnostics = read_plan((PLANS / f"{name}.json").read_bytes())
    assert plan is not None
    assert sorted(one.code for one in [*diagnostics, *judge(plan)]) == expected


def test_what_is_of_no_use_in_a_plan_may_be_of_any_shape() -> None:
    data = json.dumps(
        plan_of(change(KEY, key(), key())) | {"planned_values": [[[1]]], "relevant_attributes": 1}
    ).encode()

    plan, diagnostics = read_plan(data)

    assert plan is not None
    assert diagnostics == []
