"""The stand-in as a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from oci.exceptions import ServiceError
from oci.pagination import list_call_get_all_results

from tests.oci_service import DatabaseRecord, Fault, Profile, generated_databases, oci_config_file, oci_service_process
from tests.oci_service.database_records import ConnectionProfile, OtherDatabase
from tests.oci_service.encryption_keys import GcpKey
from tests.oci_service.faults import Breakage, Delay
from tests.oci_service.generated_databases import compartment_of, tenancy_of
from tests.oci_service.refusals import too_many_requests
from tests.oci_service.scenario import Scenario

from .sdk_clients import sdk_clients


def test_generated_databases_are_served_to_their_tenancies(tmp_path: Path) -> None:
    databases = generated_databases(40, tenancies=4, role_arn="arn:aws:iam::{account}:role/R{tenancy}")
    config = oci_config_file(tmp_path, *(Profile(f"T{number}", tenancy_of(number)) for number in range(4)))
    blocked = Fault(too_many_requests(), tenancy=tenancy_of(2))
    with oci_service_process(databases, faults=[blocked], page_size=4) as service:
        second = sdk_clients(service.endpoint, config, "T1").database
        found = list_call_get_all_results(second.list_autonomous_databases, compartment_of(1)).data
        key = second.get_autonomous_database(found[0].id).data.encryption_key
        with pytest.raises(ServiceError, match="TooManyRequests"):
            sdk_clients(service.endpoint, config, "T2").database.list_autonomous_databases(compartment_of(2))
        traffic = service.traffic()
        service.forget_traffic()
        later = service.traffic()
    assert [one.db_name for one in found][:3] == ["DB000001", "DB000005", "DB000009"]
    assert len(found) == 10
    assert key.key_arn == "arn:aws:kms:us-east-2:100000000001:key/00000000-0000-4000-8000-000000000001"
    assert key.arn_role == "arn:aws:iam::100000000001:role/R1"
    assert traffic["asked"]["GET /20160918/autonomousDatabases"] == 4
    assert traffic["most_at_once"] == 1
    assert later == {"most_at_once": 0, "asked": {}}


def test_all_of_a_scenario_reaches_the_process() -> None:
    database = DatabaseRecord(
        key=GcpKey(),
        peers=(OtherDatabase("ocid1.peer", "us-phoenix-1"),),
        connection_profiles=(ConnectionProfile("orders_low", "descriptor"),),
        others={"role": "PRIMARY"},
    )
    scenario = Scenario(
        (database, *generated_databases(2)),
        (Fault(Delay(0.5), times=3), Fault(Breakage.CUT_OFF, "*/workRequests", "GET", "ocid1.tenancy.oc1..a")),
        page_size=7,
    )
    assert Scenario.from_json(scenario.to_json()) == scenario
