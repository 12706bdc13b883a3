"""What a Get of a database is taken for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.live.oci.databases import Database
from generator.live.oci.live_database import ConnectionProfile, KeySwitch, LiveDatabase, LiveEncryption
from generator.live.questions import Ask
from tests import oci_service as stand_in
from tests.live.oci.conftest import HERE
from tests.oci_service import COMPARTMENT, DATABASE, DatabaseRecord, OciService
from tests.oci_service.encryption_keys import key_body

KEY = "arn:aws:kms:us-east-2:111122223333:key/00000000-0000-4000-8000-000000000001"
AWS = stand_in.AwsKey(
    KEY, "kms.us-east-2.amazonaws.com", "arn:aws:iam::111122223333:role/ADBS_AWS_Role1", "tenant_ocid"
)
LIVE_AWS = LiveEncryption(
    "AWS", KEY, "arn:aws:iam::111122223333:role/ADBS_AWS_Role1", "kms.us-east-2.amazonaws.com", "tenant_ocid"
)


def test_a_new_database(oci_environment: OciService, ask: Ask) -> None:
    oci_environment.put(DatabaseRecord(display_name="Orders"))

    assert ask(Database(HERE, DATABASE)) == LiveDatabase(
        ocid=DATABASE,
        db_name="ORDERS",
        compartment_id=COMPARTMENT,
        state="AVAILABLE",
        display_name="Orders",
        encryption=LiveEncryption("ORACLE_MANAGED"),
    )


def test_a_key_in_aws_kms(oci_environment: OciService, ask: Ask) -> None:
    oci_environment.put(
        DatabaseRecord(state="INACCESSIBLE", state_details="The key is disabled.", key=AWS, key_state="DISABLED")
    )

    database = ask(Database(HERE, DATABASE))

    assert isinstance(database, LiveDatabase)
    assert database.encryption == LIVE_AWS
    assert (database.state, database.state_details) == ("INACCESSIBLE", "The key is disabled.")
    assert database.key_state == "DISABLED"


@pytest.mark.parametrize(
    "key", [stand_in.GcpKey(), stand_in.AzureKey(), stand_in.OciKey(), stand_in.OkvKey()], ids=lambda key: key.provider
)
def test_a_key_elsewhere_is_that_of_its_provider(oci_environment: OciService, ask: Ask, key: stand_in.Key) -> None:
    oci_environment.put(DatabaseRecord(key=key))

    database = ask(Database(HERE, DATABASE))

    assert isinstance(database, LiveDatabase)
    assert database.encryption == LiveEncryption(key.provider)


@pytest.mark.parametrize(
    "kms_key_id, provider", [("ocid1.key.oc1.iad.orders", "OCI"), ("ORACLE_MANAGED_KEY", "ORACLE_MANAGED"), (None, "")]
)
def test_a_database_from_before_there_were_other_providers(
    oci_environment: OciService, ask: Ask, kms_key_id: str | None, provider: str
) -> None:
    entry = {"id": "ocid1.key.oc1.iad.orders", "timeActivated": "2023-05-01T08:00:00.000Z"}
    others = {"encryption_key": None, "encryption_key_history_entry": None, "kms_key_id": kms_key_id}
    oci_environment.put(DatabaseRecord(others={**others, "key_history_entry": [entry]}))

    database = ask(Database(HERE, DATABASE))

    assert isinstance(database, LiveDatabase)
    assert database.encryption == LiveEncryption(provider)
    assert database.history == (KeySwitch(datetime(2023, 5, 1, 8, tzinfo=UTC), LiveEncryption("OCI")),)


def test_the_history_is_in_utc_and_oldest_first(oci_environment: OciService, ask: Ask) -> None:
    entries = [
        {"encryptionKey": key_body(AWS), "timeActivated": "2026-01-01T09:00:00.000Z"},
        {"encryptionKey": {"provider": "ORACLE_MANAGED"}, "timeActivated": "2026-01-01T10:00:00+02:00"},
    ]
    oci_environment.put(DatabaseRecord(key=AWS, others={"encryption_key_history_entry": entries}))

    database = ask(Database(HERE, DATABASE))

    assert isinstance(database, LiveDatabase)
    assert database.history == (
        KeySwitch(datetime(2026, 1, 1, 8, tzinfo=UTC), LiveEncryption("ORACLE_MANAGED")),
        KeySwitch(datetime(2026, 1, 1, 9, tzinfo=UTC), LIVE_AWS),
    )
    assert {switch.time.tzinfo for switch in database.history if switch.time} == {UTC}


@pytest.mark.parametrize(
    "record, cross_region, local",
    [
        (DatabaseRecord(), False, False),
        (DatabaseRecord(has_local_standby=True), False, True),
        (DatabaseRecord(has_remote_standby=True, region_role="PRIMARY_DG_REGION"), True, False),
        (DatabaseRecord(has_local_standby=True, has_remote_standby=True), True, True),
        (DatabaseRecord(region_role="REMOTE_STANDBY_DG_REGION"), True, False),
        (DatabaseRecord(others={"disaster_recovery_region_type": "REMOTE"}), True, False),
        (DatabaseRecord(others={"disaster_recovery_region_type": "PRIMARY"}), False, False),
        (DatabaseRecord(others={"local_disaster_recovery_type": "ADG"}), False, True),
        (DatabaseRecord(others={"local_disaster_recovery_type": "BACKUP_BASED"}), False, False),
        (
            DatabaseRecord(
                others={"remote_disaster_recovery_configuration": {"disasterRecoveryType": "BACKUP_BASED"}},
            ),
            True,
            False,
        ),
        (DatabaseRecord(others={"remote_disaster_recovery_configuration": {}}), False, False),
    ],
)
def test_standbys(
    oci_environment: OciService, ask: Ask, record: DatabaseRecord, cross_region: bool, local: bool
) -> None:
    oci_environment.put(record)

    database = ask(Database(HERE, DATABASE))

    assert isinstance(database, LiveDatabase)
    assert (database.has_cross_region_standby, database.has_local_standby) == (cross_region, local)


def test_a_peer_is_in_another_region(oci_environment: OciService, ask: Ask) -> None:
    peer = stand_in.OtherDatabase("ocid1.autonomousdatabase.oc1.phx.orders", "us-phoenix-1")
    oci_environment.put(DatabaseRecord(peers=(peer,), region_role="PRIMARY_DG_REGION"))

    database = ask(Database(HERE, DATABASE))

    assert isinstance(database, LiveDatabase)
    assert database.has_cross_region_standby
    assert database.peers == ("ocid1.autonomousdatabase.oc1.phx.orders",)
    assert database.region_role == "PRIMARY_DG_REGION"


def test_a_refreshable_clone_on_dedicated_infrastructure(oci_environment: OciService, ask: Ask) -> None:
    source = "ocid1.autonomousdatabase.oc1.iad.source"
    oci_environment.put(DatabaseRecord(is_refreshable_clone=True, source_id=source, is_dedicated=True))

    database = ask(Database(HERE, DATABASE))

    assert isinstance(database, LiveDatabase)
    assert (database.is_refreshable_clone, database.source_id, database.is_dedicated) == (True, source, True)


def test_the_ways_to_connect(oci_environment: OciService, ask: Ask) -> None:
    oci_environment.put(
        DatabaseRecord(
            connection_profiles=(
                stand_in.ConnectionProfile("orders_low", "(description=(port=1521))", "LOW"),
                stand_in.ConnectionProfile("orders_high", "(description=(port=1522))", "HIGH", is_mutual=True),
            )
        )
    )

    database = ask(Database(HERE, DATABASE))

    assert isinstance(database, LiveDatabase)
    assert database.connection_profiles == (
        ConnectionProfile("orders_low", "LOW", False, "(description=(port=1521))"),
        ConnectionProfile("orders_high", "HIGH", True, "(description=(port=1522))"),
    )
