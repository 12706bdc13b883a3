"""A database that leaves the provider of its customer-managed key."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.guard.plan_of import DATABASE, change, codes, database, found

BEFORE = database()
BLOCK = BEFORE["encryption_key"][0]


def with_provider(provider: str | None, **more: Any) -> dict[str, Any]:
    return database() | {"encryption_key": [BLOCK | {"autonomous_database_provider": provider}], **more}


@pytest.mark.parametrize("provider", ["AZURE", "OCI", "GCP", "OKV"])
def test_to_another_provider(provider: str) -> None:
    [one] = found(change(DATABASE, BEFORE, with_provider(provider)))
    assert (one.code, one.severity) == ("GRD202", "error")
    assert one.summary == f"The database would leave its customer-managed key (AWS): the new provider is {provider}"


@pytest.mark.parametrize("provider", ["", None])
def test_to_none(provider: str | None) -> None:
    [one] = found(change(DATABASE, BEFORE, with_provider(provider)))
    assert (one.code, one.severity) == ("GRD202", "error")
    assert one.summary.endswith('the new provider is "" (none)')


def test_the_same_in_other_letters_is_no_change() -> None:
    assert codes(change(DATABASE, BEFORE, with_provider("aws"))) == []


def test_from_another_provider_to_aws_is_a_warning() -> None:
    [one] = found(change(DATABASE, with_provider("OCI"), database()))
    assert (one.code, one.severity) == ("GRD202", "warning")


def test_a_provider_that_is_not_known_is_a_warning() -> None:
    unknown = {"encryption_key": [{"autonomous_database_provider": True}]}
    [one] = found(change(DATABASE, BEFORE, with_provider(None), unknown=unknown))
    assert (one.code, one.severity) == ("GRD202", "warning")


def test_a_whole_block_that_is_not_known_is_a_warning_if_the_configuration_gives_it() -> None:
    block = {"encryption_key": {"references": ["var.block"]}}
    after = {"db_name": "ORDERS", "compute_count": 2}
    given = change(DATABASE, BEFORE, after, unknown={"encryption_key": True})
    for expressions, expected in (({}, []), (block, ["GRD202"])):
        configuration = {"root_module": {"resources": [{"address": DATABASE, "expressions": expressions}]}}
        assert codes(given, configuration=configuration) == expected


@pytest.mark.parametrize("name", ["kms_key_id", "vault_id"])
def test_the_arguments_from_before_the_block(name: str) -> None:
    assert "GRD202" in codes(change(DATABASE, BEFORE, database(**{name: "ocid1.key.oc1..x"})))
    assert codes(change(DATABASE, database(**{name: "x"}), database(**{name: "x"}, compute_count=4))) == []
