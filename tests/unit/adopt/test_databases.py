"""What a database is encrypted with, as a state says it and as a spec does."""

from __future__ import annotations

from typing import Any

import pytest

from generator.spec import model
from tests.unit.adopt.states import (
    AWS_KEY,
    KEY_ARN,
    OCID,
    ROLE_ARN,
    adopted,
    alias,
    attachment,
    database,
    everything,
    key,
    policy,
    role,
    stack,
    stacks,
)


def encryption(*others: dict[str, Any], warnings: tuple[str, ...] = (), **changed: str) -> model.Encryption:
    return stack(*others, database(encryption=AWS_KEY | changed), warnings=warnings).databases["orders"].encryption


def test_objects_that_no_state_has_are_named_where_they_are_used() -> None:
    assert encryption() == model.Encryption(key=KEY_ARN, role=ROLE_ARN)


def test_a_key_that_is_named_by_its_alias_is_found_by_it() -> None:
    found = encryption(key(), alias(), alias("Another", name="another"), key_arn="alias/ADBS_Key")

    assert found == model.Encryption(key="ADBS_Key", role=ROLE_ARN, identify_key_by="alias")


def test_an_alias_that_nobody_knows_stays_one() -> None:
    assert encryption(key_arn="alias/Somebodys").key == "alias/Somebodys"


def test_of_several_aliases_the_one_that_a_database_uses_is_the_keys() -> None:
    text, _ = adopted(
        key(), alias(), alias("AAA", name="a"), database(encryption=AWS_KEY | {"key_arn": "alias/ADBS_Key"})
    )

    assert list(stacks(text)["orders"].keys) == ["ADBS_Key"]
    assert "      # Its other aliases stay as they are: AAA.\n      ADBS_Key:" in text


@pytest.mark.parametrize("name", ["oracle-managed", "alias/x"])
def test_an_alias_that_means_something_else_in_a_spec_is_no_name(name: str) -> None:
    (found,) = stack(key(), alias(name), database(), warnings=("ADO007",) if name == "alias/x" else ()).keys.items()

    assert found[0] == "key-1234abcd-12a"


def test_another_endpoint_than_the_standard_one_is_said() -> None:
    assert encryption(service_endpoint_uri="kms-fips.us-east-2.amazonaws.com").service_endpoint == (
        "kms-fips.us-east-2.amazonaws.com"
    )


def test_a_role_with_another_external_id_gets_a_name_to_say_it_at() -> None:
    found = stack(database(encryption=AWS_KEY | {"external_id": "compartment_ocid"}))

    assert found.roles == {"ADBS_Role": model.Role(arn=ROLE_ARN, external_id="compartment_ocid")}
    assert found.databases["orders"].encryption.role == "ADBS_Role"


@pytest.mark.parametrize(
    ("missing", "note"),
    [
        ({"service_endpoint_uri": ""}, "No endpoint is named"),
        ({"external_id": ""}, "none of Oracle's three words for the external ID; tenant_ocid will be set."),
        ({"external_id": "ocid1.tenancy.oc1..x"}, "none of Oracle's three words"),
    ],
)
def test_what_a_spec_would_add_is_said(missing: dict[str, str], note: str) -> None:
    text, (said,) = adopted(database(encryption=AWS_KEY | missing))

    assert said.code == "ADO010"
    assert note in said.detail
    assert note in text
    assert said.detail.endswith("Look at the first plan before you apply it.")
    stacks(text)


def test_a_database_without_a_role_shows_the_rule_that_wants_one() -> None:
    _, said = adopted(database(encryption=AWS_KEY | {"arn_role": ""}))

    assert [one.code for one in said] == ["ADO010", "TRU103"]


def test_a_state_of_an_older_provider_does_not_say_whose_key_it_is() -> None:
    text, (_, said) = adopted(database() | {"values": database()["values"] | {"encryption_key": []}})

    assert said.code == "ADO010"
    assert "# Nothing says whose key it has; Oracle's own is assumed." in text


@pytest.mark.parametrize(
    ("made", "code", "reason"),
    [
        (database(encryption={"autonomous_database_provider": "OCI"}), "ADO006", "Its key is kept by OCI"),
        (database(encryption={"autonomous_database_provider": "AZURE"}), "ADO006", "Its key is kept by AZURE"),
        (database(encryption={}, kms_key_id="ocid1.key.oc1.iad.x"), "ADO006", "Its key is in OCI Vault"),
        (database(encryption=AWS_KEY | {"key_arn": "oracle-managed"}), "ADO006", "neither by its ARN nor by an alias"),
        (database(encryption=AWS_KEY | {"key_arn": ""}), "ADO006", "neither by its ARN nor by an alias"),
        (database(is_dedicated=True), "ADO006", "on dedicated infrastructure"),
        (database(dataguard_region_type="REMOTE_STANDBY_DG_REGION"), "ADO006", "cross-region standby"),
        (database(state="TERMINATED"), "ADO006", "It is terminated."),
        (database(ocid="x"), "ADO004", "does not say its OCID"),
        (database(ocid="ocid1.autonomousdatabase.oc1.nowhere.x"), "ADO004", "names no region that is known"),
        (database(db_name="no name"), "ADO004", "does not say its `db_name`"),
        (database(compartment_id=None), "ADO004", "does not say its OCID and its compartment's"),
        (database() | {"sensitive_values": {"db_name": True}}, "ADO004", "does not say its `db_name`"),
        (database() | {"sensitive_values": {"encryption_key": [{"key_arn": True}]}}, "ADO004", "as sensitive"),
    ],
)
def test_a_database_that_a_spec_cannot_be_about_is_left_out(made: dict[str, Any], code: str, reason: str) -> None:
    other = database("ocid1.autonomousdatabase.oc1.iad.aaaaaaaajournal", "JOURNAL")

    text, (said,) = adopted(made, other)

    assert (said.code, said.severity, said.summary) == (code, "warning", "A database was left out")
    assert reason in said.detail
    assert list(stacks(text)["orders"].databases) == ["journal"]


def test_no_database_is_no_spec() -> None:
    text, said = adopted(key(), alias(), policy(), role(), attachment())

    assert text == ""
    assert [(one.code, one.severity) for one in said] == [("ADO003", "error")]


def test_nothing_secret_gets_into_the_spec() -> None:
    secrets: dict[str, Any] = {"admin_password": "Welcome12345#", "source_id": "x", "wallet": "y"}
    named = database(OCID, "ORDERS", **secrets) | {"sensitive_values": {"admin_password": True}}

    text, said = adopted(*everything()[:-1], named)

    assert said == []
    assert "Welcome" not in text
    assert stacks(text)["orders"].databases["orders"].admin_password is None


def test_a_database_that_names_another_alias_of_its_key_goes_on_to_name_it() -> None:
    """Two aliases lead to the key; the spec's entry has one of them."""
    by_first, by_second = (AWS_KEY | {"key_arn": f"alias/{name}"} for name in ("First", "Second"))
    second = database("ocid1.autonomousdatabase.oc1.iad.aaaaaaaajournal", "JOURNAL", by_second)

    found = stack(
        key(), alias("First", name="a"), alias("Second", name="b"), policy(), role(), attachment(),
        database(encryption=by_first), second,
    )  # fmt: skip

    assert found.keys["First"].adopt
    orders, journal = (found.databases[name].encryption for name in ("orders", "journal"))
    assert (orders.key, orders.identify_key_by) == ("First", "alias")
    assert journal.key == "alias/Second"
