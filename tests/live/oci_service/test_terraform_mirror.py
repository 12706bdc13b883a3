"""What Terraform has applied is seen by the API, and what the console does is seen by Terraform."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.oci_service import (
    COMPARTMENT,
    AwsKey,
    ConnectionProfile,
    OciService,
    OracleManagedKey,
    oci_config_file,
    running_oci_service,
)
from tests.terraform.oci_stand_in.database_service import database_as_returned
from tests.terraform.oci_stand_in.database_store import DatabaseStore
from tests.terraform.oci_stand_in.provider_schema import PINNED_SCHEMA, read_provider_schema

from .sdk_clients import sdk_clients

OCID = "ocid1.autonomousdatabase.oc1.iad.applied"
ENDPOINT = "kms.us-east-2.amazonaws.com"


def applied(**arguments: Any) -> dict[str, Any]:
    """A database as the stand-in provider writes it; the arguments are of its block."""
    schema = read_provider_schema(PINNED_SCHEMA).resources["oci_database_autonomous_database"].block
    found = {"id": OCID, "db_name": "ORDERS", "display_name": "Orders", "compartment_id": COMPARTMENT}
    return database_as_returned(schema, {**found, "state": "AVAILABLE", "encryption_key": [arguments]})


def applied_aws_key(number: int) -> dict[str, Any]:
    return applied(autonomous_database_provider="AWS", key_arn=arn(number), service_endpoint_uri=ENDPOINT)


def arn(number: int) -> str:
    return f"arn:aws:kms:us-east-2:111122223333:key/{number}"


@pytest.fixture
def store(tmp_path: Path) -> DatabaseStore:
    return DatabaseStore(tmp_path / "databases")


@pytest.fixture
def mirror(store: DatabaseStore) -> Iterator[OciService]:
    with running_oci_service(store) as service:
        yield service


@pytest.fixture
def database(mirror: OciService, tmp_path: Path) -> Any:
    return sdk_clients(mirror.endpoint, oci_config_file(tmp_path / "oci")).database


def test_an_applied_database_is_there(store: DatabaseStore, database: Any) -> None:
    assert database.list_autonomous_databases(COMPARTMENT).data == []
    store.put(applied())
    assert [one.display_name for one in database.list_autonomous_databases(COMPARTMENT).data] == ["Orders"]
    found = database.get_autonomous_database(OCID).data
    assert (found.db_name, found.lifecycle_state, found.encryption_key.provider) == (
        "ORDERS",
        "AVAILABLE",
        "ORACLE_MANAGED",
    )
    assert found.encryption_key_history_entry == []


def test_each_applied_key_is_a_line_of_the_history(store: DatabaseStore, mirror: OciService, database: Any) -> None:
    for applied_now in (applied(), applied_aws_key(1), applied_aws_key(2), applied()):
        store.put(applied_now)
        found = database.get_autonomous_database(OCID).data
    lines = sorted(found.encryption_key_history_entry, key=lambda line: line.time_activated)
    keys = [getattr(line.encryption_key, "key_arn", line.encryption_key.provider) for line in lines]
    assert keys == [arn(1), arn(2), "ORACLE_MANAGED"]
    assert len({line.time_activated for line in lines}) == 3
    assert [one.status for one in mirror.work_requests(OCID)] == ["SUCCEEDED"] * 3


def test_what_a_test_has_set_stays(store: DatabaseStore, mirror: OciService) -> None:
    store.put(applied())
    profile = ConnectionProfile("orders_low", "(description=…)")
    mirror.change(OCID, state="INACCESSIBLE", connection_profiles=(profile,))
    store.put(applied_aws_key(1))
    found = mirror.database(OCID)
    assert (found.state, found.connection_profiles) == ("INACCESSIBLE", (profile,))
    assert found.key == AwsKey(arn(1), ENDPOINT)


def test_the_console_changes_the_key_and_terraform_sees_it(store: DatabaseStore, mirror: OciService) -> None:
    store.put(applied_aws_key(1))
    mirror.begin(OCID, key=OracleManagedKey())
    mirror.step(OCID, 3)
    database = store.get(OCID)
    assert database is not None
    assert database["encryption_key"] == applied()["encryption_key"]
    assert [switch.key.provider for switch in mirror.database(OCID).history] == ["AWS", "ORACLE_MANAGED"]


def test_a_file_that_is_being_written_is_looked_at_later(store: DatabaseStore, mirror: OciService) -> None:
    store.put(applied())
    assert mirror.database(OCID).key == OracleManagedKey()
    (store.folder / f"{OCID}.json").write_text('{"id": "ocid1.auto', encoding="utf-8")
    assert mirror.database(OCID).key == OracleManagedKey()
    store.put(applied_aws_key(1))
    assert mirror.database(OCID).key == AwsKey(arn(1), ENDPOINT)


def test_a_destroyed_database_is_terminated(store: DatabaseStore, mirror: OciService) -> None:
    store.put(applied())
    assert mirror.database(OCID).state == "AVAILABLE"
    store.remove(OCID)
    assert mirror.database(OCID).state == "TERMINATED"
