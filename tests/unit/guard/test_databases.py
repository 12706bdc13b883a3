"""Databases: destroyed, reverted, switched, created with a key, cut off."""

from __future__ import annotations

import pytest

from tests.unit.guard.plan_of import (
    ATTACHED,
    ATTACHMENT,
    DATABASE,
    IN_USE,
    KEY_1,
    KEY_2,
    ORACLE_MANAGED,
    POLICY,
    REPLACED,
    ROLE,
    Values,
    change,
    codes,
    database,
    found,
    no_op,
    policy,
    role,
)


def test_a_database_is_created_with_oracles_key() -> None:
    assert codes(change(DATABASE, None, {"db_name": "ORDERS"}, unknown={"encryption_key": True})) == []


def test_the_key_is_selected() -> None:
    assert codes(change(DATABASE, database() | ORACLE_MANAGED, database())) == []


def test_another_key_is_selected_whose_arn_is_not_known_yet() -> None:
    after = database()
    del after["encryption_key"][0]["key_arn"]
    unknown = {"encryption_key": [{"key_arn": True}], "state": True}
    assert codes(change(DATABASE, database(), after, unknown=unknown)) == []
    assert codes(change(DATABASE, database(), after | {"compute_count": 4}, unknown=unknown)) == ["GRD203"]


@pytest.mark.parametrize("reason", ["replace_because_tainted", "replace_by_request", "a reason of tomorrow"])
def test_a_database_is_replaced(reason: str) -> None:
    replaced = change(DATABASE, database(), database(), actions=REPLACED, action_reason=reason)
    assert codes(replaced) == ["GRD201", "GRD204"]


def test_a_database_is_destroyed() -> None:
    assert codes(change(DATABASE, ORACLE_MANAGED, None)) == ["GRD201"]


@pytest.mark.parametrize("provider", ["AWS", "OCI", "AZURE", "GCP", "OKV"])
def test_a_database_goes_back_to_oracles_key(provider: str) -> None:
    before = {"encryption_key": [{"autonomous_database_provider": provider, "key_arn": KEY_1}]}
    assert codes(change(DATABASE, before, ORACLE_MANAGED)) == ["GRD202"]


def test_a_block_that_says_nothing_is_no_way_back() -> None:
    assert codes(change(DATABASE, database(), {"db_name": "ORDERS"}, unknown={"encryption_key": True})) == []


@pytest.mark.parametrize(
    "other", [{"compute_count": 4}, {"admin_password": "Welcome12345#"}, {"freeform_tags": {"team": "a"}}]
)
def test_a_key_is_switched_together_with_something_else(other: Values) -> None:
    [one] = found(change(DATABASE, database(), database(KEY_2, **other)))
    assert one.code == "GRD203"
    assert next(iter(other)) in one.summary
    assert "Welcome" not in one.summary + one.detail


def test_what_the_service_sets_is_no_other_change() -> None:
    before = database(state="AVAILABLE", defined_tags=None, time_created="yesterday", admin_password="x")
    after = database(KEY_2, defined_tags={}, admin_password="x")
    assert codes(change(DATABASE, before, after, unknown={"state": True, "time_created": True})) == []


def test_other_changes_without_the_key() -> None:
    assert codes(change(DATABASE, database(), database(compute_count=8))) == []


@pytest.mark.parametrize("argument", ["key_arn", "service_endpoint_uri", "arn_role", "external_id"])
@pytest.mark.parametrize("value", ["", None])
def test_a_key_is_not_named_completely(argument: str, value: str | None) -> None:
    after = database()
    after["encryption_key"][0][argument] = value
    [one] = found(change(DATABASE, ORACLE_MANAGED | {"db_name": "ORDERS", "compute_count": 2}, after))
    assert (one.code, argument in one.summary) == ("GRD205", True)


def test_the_endpoint_is_in_another_region_than_the_key() -> None:
    after = database()
    after["encryption_key"][0]["service_endpoint_uri"] = "kms.us-east-1.amazonaws.com"
    assert codes(change(DATABASE, database(KEY_2), after)) == ["GRD205"]


@pytest.mark.parametrize(
    "destroyed",
    [
        change(ROLE, role(), None),
        change(ATTACHMENT, ATTACHED, None),
        change(ATTACHMENT, ATTACHED, ATTACHED, actions=REPLACED),
    ],
)
def test_what_a_database_reaches_its_key_by_is_destroyed(destroyed: Values) -> None:
    others = [one for one in IN_USE if one["address"] != destroyed["address"]]
    assert codes(*others, destroyed) == ["GRD206"]


def test_the_policy_that_a_database_needs_is_destroyed() -> None:
    assert codes(*IN_USE, change(POLICY, policy(), None)) == ["GRD206"]


def test_the_role_goes_with_its_database() -> None:
    assert codes(change(DATABASE, database(), None), change(ROLE, role(), None)) == ["GRD201"]


def test_a_role_for_a_database_elsewhere_is_destroyed() -> None:
    assert codes(change(ROLE, role(), None)) == ["GRD206"]


def test_a_role_of_something_else_is_destroyed() -> None:
    datadog = role({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}})
    assert codes(no_op(DATABASE, database()), change("aws_iam_role.x", datadog | {"arn": "x", "name": "x"}, None)) == []


@pytest.mark.parametrize("after", [None, [], [""]])
def test_an_access_list_is_emptied(after: list[str] | None) -> None:
    before = database(whitelisted_ips=["10.0.0.1"])
    assert codes(change(DATABASE, before, database(whitelisted_ips=after))) == ["GRD207"]


def test_an_access_list_is_changed_or_unknown() -> None:
    before = database(whitelisted_ips=["10.0.0.1"])
    assert codes(change(DATABASE, before, database(whitelisted_ips=["10.0.0.2"]))) == []
    assert codes(change(DATABASE, before, database(), unknown={"whitelisted_ips": True})) == ["GRD209"]
