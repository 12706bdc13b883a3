"""Databases as the SDK's client reads them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from oci.database import models
from oci.exceptions import ServiceError
from oci.pagination import list_call_get_all_results

from tests.oci_service import (
    COMPARTMENT,
    DATABASE,
    AwsKey,
    AzureKey,
    ConnectionProfile,
    DatabaseRecord,
    GcpKey,
    Key,
    KeySwitch,
    OciKey,
    OciService,
    OkvKey,
    OracleManagedKey,
    OtherDatabase,
)

OLD = AwsKey("arn:aws:kms:us-east-2:111122223333:key/1", "kms.us-east-2.amazonaws.com", "", "tenant_ocid")
NEW = AwsKey("arn:aws:kms:us-east-2:111122223333:key/2", "kms.us-east-2.amazonaws.com", "", "tenant_ocid")


def test_a_database_with_an_aws_key(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(
        DatabaseRecord(
            key=AwsKey(
                "arn:aws:kms:us-east-2:111122223333:key/1",
                "kms.us-east-2.amazonaws.com",
                "arn:aws:iam::111122223333:role/ADBS_AWS_Role1",
                "tenant_ocid",
            )
        )
    )
    found = oci_database.get_autonomous_database(DATABASE).data
    assert (found.id, found.db_name, found.display_name) == (DATABASE, "ORDERS", "ORDERS")
    assert (found.compartment_id, found.lifecycle_state, found.is_dedicated) == (COMPARTMENT, "AVAILABLE", False)
    assert isinstance(found.encryption_key, models.AwsKeyDetails)
    assert found.encryption_key.key_arn == "arn:aws:kms:us-east-2:111122223333:key/1"
    assert found.encryption_key.arn_role == "arn:aws:iam::111122223333:role/ADBS_AWS_Role1"
    assert found.encryption_key.service_endpoint_uri == "kms.us-east-2.amazonaws.com"
    assert found.encryption_key.external_id == "tenant_ocid"


@pytest.mark.parametrize(
    ("key", "model"),
    [
        (OracleManagedKey(), models.OracleManagedKeyDetails),
        (OciKey(), models.OciKeyDetails),
        (AzureKey(), models.AzureKeyDetails),
        (GcpKey(), models.GcpKeyDetails),
        (OkvKey(), models.OkvKeyDetails),
    ],
)
def test_keys_of_every_provider(oci_service: OciService, oci_database: Any, key: Key, model: type) -> None:
    oci_service.put(DatabaseRecord(key=key))
    assert isinstance(oci_database.get_autonomous_database(DATABASE).data.encryption_key, model)


def test_the_history_has_times_and_is_newest_first(oci_service: OciService, oci_database: Any) -> None:
    first, second = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, 12, 30, tzinfo=UTC)
    oci_service.put(DatabaseRecord(key=NEW, history=(KeySwitch(OLD, first), KeySwitch(NEW, second))))
    history = oci_database.get_autonomous_database(DATABASE).data.encryption_key_history_entry
    assert [(line.encryption_key.key_arn[-1], line.time_activated) for line in history] == [("2", second), ("1", first)]


def test_data_guard_clones_and_connection_strings(oci_service: OciService, oci_database: Any) -> None:
    standby, clone = OtherDatabase("ocid1.standby", "us-phoenix-1"), OtherDatabase("ocid1.clone", "us-ashburn-1")
    oci_service.put(
        DatabaseRecord(
            has_remote_standby=True,
            region_role="PRIMARY_DG_REGION",
            peers=(standby,),
            clones=(clone,),
            connection_profiles=(ConnectionProfile("orders_low", "(description=…)", is_mutual=True),),
            others={"private_endpoint_ip": "10.0.0.7"},
        )
    )
    found = oci_database.get_autonomous_database(DATABASE).data
    assert (found.is_remote_data_guard_enabled, found.is_local_data_guard_enabled) == (True, False)
    assert (found.dataguard_region_type, found.peer_db_ids) == ("PRIMARY_DG_REGION", ["ocid1.standby"])
    assert found.private_endpoint_ip == "10.0.0.7"
    profile = found.connection_strings.profiles[0]
    assert (profile.display_name, profile.consumer_group, profile.tls_authentication) == ("orders_low", "LOW", "MUTUAL")
    assert profile.value == "(description=…)"
    clones = oci_database.list_autonomous_database_refreshable_clones(DATABASE).data.items
    assert [(one.id, one.region) for one in clones] == [("ocid1.clone", "us-ashburn-1")]
    peers = oci_database.list_autonomous_database_peers(DATABASE).data.items
    assert [(one.id, one.region) for one in peers] == [("ocid1.standby", "us-phoenix-1")]


def test_a_list_comes_in_pages_and_without_keys(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(*[DatabaseRecord(f"{DATABASE}{number}", f"DB{number}", key=OLD) for number in range(5)])
    first = oci_database.list_autonomous_databases(COMPARTMENT)
    assert (len(first.data), first.has_next_page) == (2, True)
    found = list_call_get_all_results(oci_database.list_autonomous_databases, COMPARTMENT, limit=100).data
    assert [one.db_name for one in found] == ["DB0", "DB1", "DB2", "DB3", "DB4"]
    assert all(isinstance(one, models.AutonomousDatabaseSummary) for one in found)
    assert {one.encryption_key for one in found} == {None}
    assert oci_service.traffic.count("GET", "/20160918/autonomousDatabases") == 4


def test_a_list_is_filtered(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(
        DatabaseRecord(f"{DATABASE}1", "ONE", display_name="Orders"),
        DatabaseRecord(f"{DATABASE}2", "TWO", state="STOPPED"),
        DatabaseRecord(f"{DATABASE}3", "THREE", state="TERMINATED"),
        DatabaseRecord(f"{DATABASE}4", "FOUR", compartment_id="ocid1.compartment.oc1..other"),
        DatabaseRecord(f"{DATABASE}5", "FIVE", is_refreshable_clone=True),
    )

    def names(**filters: Any) -> set[str]:
        found = list_call_get_all_results(oci_database.list_autonomous_databases, COMPARTMENT, **filters).data
        return {one.db_name for one in found}

    assert names() == {"ONE", "TWO", "THREE", "FIVE"}
    assert names(lifecycle_state="STOPPED") == {"TWO"}
    assert names(lifecycle_state_not_equal_to="TERMINATED") == {"ONE", "TWO", "FIVE"}
    assert names(display_name="ORDERS") == {"ONE"}
    assert names(is_refreshable_clone=True) == {"FIVE"}


def test_a_database_that_does_not_exist(oci_database: Any) -> None:
    with pytest.raises(ServiceError) as error:
        oci_database.get_autonomous_database(DATABASE)
    assert (error.value.status, error.value.code) == (404, "NotAuthorizedOrNotFound")
    assert error.value.request_id == error.value.headers["opc-request-id"] != ""


def test_what_the_sdk_does_not_know_cannot_be_said(oci_service: OciService) -> None:
    """A mistake in a test is found where the database is asked for."""
    with pytest.raises(TypeError, match=r"database\.AutonomousDatabase has no colour"):
        from tests.oci_service.database_bodies import database_body

        database_body(DatabaseRecord(others={"colour": "red"}))
