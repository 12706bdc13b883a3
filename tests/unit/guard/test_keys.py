"""Keys and aliases: what must not happen to them."""

from __future__ import annotations

import pytest

from tests.unit.guard.plan_of import (
    ALIAS,
    DATABASE,
    KEY,
    KEY_1,
    KEY_2,
    REPLACED,
    change,
    codes,
    database,
    found,
    key,
    no_op,
)

ORDERS = {"name": "alias/orders", "target_key_id": KEY_1.rpartition("/")[2], "target_key_arn": KEY_1}


def test_a_key_is_created() -> None:
    assert codes(change(KEY, None, key(arn=None))) == []


@pytest.mark.parametrize("actions", [("delete",), REPLACED, ("create", "delete")])
@pytest.mark.parametrize("type", ["aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key"])
def test_a_key_is_destroyed(type: str, actions: tuple[str, ...]) -> None:
    given = {"arn": KEY_1, "deletion_window_in_days": 30}
    after = given if "create" in actions else None
    assert codes(change(f"{type}.k", given, after, actions=actions)) == ["GRD101"]


def test_a_deposed_key_is_destroyed_and_the_reason_is_said() -> None:
    [one] = found(change(KEY, key(), None, deposed="aabbccdd"))
    assert (one.code, one.address) == ("GRD101", KEY)
    assert one.summary == "The key would be destroyed (a deposed object)"


def test_a_key_is_destroyed_in_a_module_with_instances() -> None:
    address = 'module.keys["a.b"].aws_kms_key.this[0]'
    given = change(KEY, key(), None, action_reason="delete_because_each_key") | {"address": address}
    [one] = found(given)
    assert one.address == address
    assert "its key is not in for_each any more" in one.summary


@pytest.mark.parametrize(("before", "after"), [(30, 7), (None, 29), (14, 13)])
def test_the_deletion_window_is_shortened(before: int | None, after: int) -> None:
    assert codes(change(KEY, key(deletion_window_in_days=before), key(deletion_window_in_days=after))) == ["GRD102"]


@pytest.mark.parametrize(("before", "after"), [(7, 30), (None, 30), (30, None)])
def test_the_deletion_window_is_not_shortened(before: int | None, after: int | None) -> None:
    assert codes(change(KEY, key(deletion_window_in_days=before), key(deletion_window_in_days=after))) == []


def test_a_key_is_disabled() -> None:
    assert codes(change(KEY, key(), key(is_enabled=False))) == ["GRD103"]
    assert codes(change(KEY, key(is_enabled=False), key())) == []


@pytest.mark.parametrize("actions", [("forget",)])
def test_what_is_forgotten_is_a_warning(actions: tuple[str, ...]) -> None:
    for address, before in ((KEY, key()), (DATABASE, database()), (ALIAS, ORDERS)):
        [one] = found(change(address, before, None, actions=actions))
        assert (one.code, one.severity) == ("GRD104", "warning")


def test_a_key_is_moved() -> None:
    moved = change(KEY, key(), key(), actions=("no-op",), previous_address="aws_kms_key.old")
    assert codes(moved) == []


def test_an_alias_is_created() -> None:
    assert codes(change(ALIAS, None, ORDERS)) == []


@pytest.mark.parametrize("actions", [("create", "delete"), REPLACED, ("update",)])
def test_an_alias_that_no_database_of_the_plan_names_is_renamed(actions: tuple[str, ...]) -> None:
    [one] = found(change(ALIAS, ORDERS, ORDERS | {"name": "alias/new"}, actions=actions))
    assert (one.code, one.severity) == ("GRD105", "warning")
    assert one.summary == "The alias alias/orders would get another name, alias/new"
    assert "in another state" in one.detail


@pytest.mark.parametrize("named", ["alias/orders", "arn:aws:kms:us-east-2:111122223333:alias/orders"])
def test_an_alias_that_a_database_names_is_renamed_destroyed_or_repointed(named: str) -> None:
    user = no_op(DATABASE, database(named))
    for alias in (
        change(ALIAS, ORDERS, ORDERS | {"name": "alias/new"}, actions=REPLACED),
        change(ALIAS, ORDERS, None),
        change(ALIAS, ORDERS, ORDERS | {"target_key_id": KEY_2.rpartition("/")[2]}),
    ):
        [one] = found(user, alias)
        assert (one.code, one.severity) == ("GRD105", "error")
        assert DATABASE in one.detail


def test_an_alias_that_no_database_names_is_destroyed_or_repointed() -> None:
    for alias in (
        change(ALIAS, ORDERS, None),
        change(ALIAS, ORDERS, ORDERS | {"target_key_id": KEY_2.rpartition("/")[2]}),
        change(ALIAS, ORDERS, {"name": "alias/orders"}, unknown={"target_key_id": True}),
    ):
        [one] = found(alias)
        assert (one.code, one.severity) == ("GRD105", "warning")


def test_an_alias_goes_from_one_key_of_a_for_each_to_another() -> None:
    old, new = 'aws_kms_key.of["2025"]', 'aws_kms_key.of["2026"]'
    keys = [
        no_op("aws_kms_key.of", key()) | {"address": old, "index": "2025"},
        change("aws_kms_key.of", None, {}, unknown={"arn": True, "key_id": True}) | {"address": new, "index": "2026"},
    ]
    reference = {"target_key_id": {"references": [f"{new}.key_id", new, "aws_kms_key.of"]}}
    configuration = {"root_module": {"resources": [{"address": ALIAS, "expressions": reference}]}}
    moved = change(ALIAS, ORDERS, {"name": "alias/orders"}, unknown={"target_key_id": True})
    assert codes(*keys, moved, configuration=configuration) == ["GRD105"]


def test_an_alias_names_its_key_by_arn_or_id() -> None:
    assert codes(change(ALIAS, ORDERS, ORDERS | {"target_key_id": KEY_1})) == []
