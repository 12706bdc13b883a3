"""Updates of databases: how they go on, and how they end."""

from __future__ import annotations

from typing import Any

import pytest
from oci.database.models import AwsKeyDetails, OracleManagedKeyDetails, UpdateAutonomousDatabaseDetails
from oci.exceptions import ServiceError

from tests.oci_service import (
    COMPARTMENT,
    DATABASE,
    KEEPS_KEY,
    AwsKey,
    DatabaseRecord,
    OciService,
    OracleManagedKey,
    becomes_inaccessible,
    fails,
)

from .sdk_clients import SdkClients

ARN = "arn:aws:kms:us-east-2:111122223333:key/1"
ENDPOINT = "kms.us-east-2.amazonaws.com"
SWITCH = UpdateAutonomousDatabaseDetails(encryption_key=AwsKeyDetails(key_arn=ARN, service_endpoint_uri=ENDPOINT))


def test_a_key_is_switched_as_in_the_console(oci_service: OciService, oci_clients: SdkClients) -> None:
    oci_service.put(DatabaseRecord())
    answer = oci_clients.database.update_autonomous_database(DATABASE, SWITCH)
    work_request_id = answer.headers["opc-work-request-id"]
    assert (answer.data.lifecycle_state, answer.data.encryption_key.provider) == ("UPDATING", "ORACLE_MANAGED")

    seen = []
    for _ in range(4):
        found = oci_clients.database.get_autonomous_database(DATABASE).data
        work_request = oci_clients.work_requests.get_work_request(work_request_id).data
        seen.append((found.lifecycle_state, work_request.percent_complete, work_request.status))
    assert seen == [
        ("UPDATING", 33.3, "IN_PROGRESS"),
        ("UPDATING", 66.7, "IN_PROGRESS"),
        ("UPDATING", 100.0, "SUCCEEDED"),
        ("AVAILABLE", 100.0, "SUCCEEDED"),
    ]
    assert found.encryption_key.key_arn == ARN
    assert [line.encryption_key.key_arn for line in found.encryption_key_history_entry] == [ARN]
    assert found.encryption_key_history_entry[0].time_activated == work_request.time_finished
    assert work_request.operation_type == "Update Autonomous Database"
    assert work_request.resources[0].identifier == DATABASE


def test_back_to_the_key_of_oracle(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord(key=AwsKey(ARN, ENDPOINT)))
    details = UpdateAutonomousDatabaseDetails(encryption_key=OracleManagedKeyDetails())
    oci_database.update_autonomous_database(DATABASE, details)
    oci_service.step(DATABASE, 3)
    assert oci_service.database(DATABASE).key == OracleManagedKey()


def test_an_update_goes_on_only_when_the_test_says_so(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.updates_take(2, gets_advance=False)
    oci_database.update_autonomous_database(DATABASE, SWITCH)
    for _ in range(5):
        assert oci_database.get_autonomous_database(DATABASE).data.lifecycle_state == "UPDATING"
    oci_service.step(DATABASE)
    assert oci_service.work_requests(DATABASE)[0].percent == 50.0
    oci_service.step(DATABASE)
    assert oci_database.get_autonomous_database(DATABASE).data.lifecycle_state == "AVAILABLE"


def test_an_update_that_fails(oci_service: OciService, oci_clients: SdkClients) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.next_update_ends(DATABASE, fails("ORA-28374: the key was not found"))
    work_request_id = oci_service.begin(DATABASE, key=AwsKey(ARN, ENDPOINT))
    oci_service.step(DATABASE, 3)
    found = oci_clients.database.get_autonomous_database(DATABASE).data
    assert (found.lifecycle_state, found.encryption_key.provider) == ("AVAILABLE", "ORACLE_MANAGED")
    assert found.encryption_key_history_entry == []
    work_request = oci_clients.work_requests.get_work_request(work_request_id).data
    assert (work_request.status, work_request.percent_complete) == ("FAILED", 66.7)
    errors = oci_clients.work_requests.list_work_request_errors(work_request_id).data
    assert [error.message for error in errors] == ["ORA-28374: the key was not found"]


def test_an_update_after_which_the_database_is_inaccessible(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.next_update_ends(DATABASE, becomes_inaccessible("The key cannot be used."))
    oci_service.begin(DATABASE, key=AwsKey(ARN, ENDPOINT))
    oci_service.step(DATABASE, 3)
    found = oci_database.get_autonomous_database(DATABASE).data
    assert (found.lifecycle_state, found.lifecycle_details) == ("INACCESSIBLE", "The key cannot be used.")


def test_an_update_that_ends_well_and_keeps_the_key(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.next_update_ends(DATABASE, KEEPS_KEY)
    oci_service.begin(DATABASE, key=AwsKey(ARN, ENDPOINT))
    oci_service.step(DATABASE, 3)
    assert oci_service.work_requests(DATABASE)[0].status == "SUCCEEDED"
    assert oci_database.get_autonomous_database(DATABASE).data.encryption_key.provider == "ORACLE_MANAGED"


def test_only_the_next_update_ends_badly(oci_service: OciService) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.next_update_ends(DATABASE, fails())
    for _ in range(2):
        oci_service.begin(DATABASE, key=AwsKey(ARN, ENDPOINT))
        oci_service.step(DATABASE, 3)
    assert oci_service.database(DATABASE).key == AwsKey(ARN, ENDPOINT)


@pytest.mark.parametrize("state", ["UPDATING", "STOPPED", "INACCESSIBLE", "TERMINATED", "PROVISIONING"])
def test_a_database_in_another_state_is_not_updated(oci_service: OciService, oci_database: Any, state: str) -> None:
    oci_service.put(DatabaseRecord(state=state))
    with pytest.raises(ServiceError) as error:
        oci_database.update_autonomous_database(DATABASE, SWITCH)
    assert (error.value.status, error.value.code) == (409, "IncorrectState")


def test_stop_and_start(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    assert oci_database.stop_autonomous_database(DATABASE).data.lifecycle_state == "STOPPING"
    oci_service.step(DATABASE, 3)
    assert oci_service.database(DATABASE).state == "STOPPED"
    assert oci_database.start_autonomous_database(DATABASE).data.lifecycle_state == "STARTING"
    oci_service.step(DATABASE, 3)
    assert oci_service.database(DATABASE).state == "AVAILABLE"


def test_work_requests_of_one_database(oci_service: OciService, oci_clients: SdkClients) -> None:
    other = f"{DATABASE}2"
    oci_service.put(DatabaseRecord(), DatabaseRecord(other))
    made = [oci_service.begin(DATABASE), oci_service.begin(other)]
    client = oci_clients.work_requests
    assert [one.id for one in client.list_work_requests(COMPARTMENT, resource_id=DATABASE).data] == made[:1]
    assert [one.id for one in client.list_work_requests(COMPARTMENT).data] == made
    with pytest.raises(ServiceError, match="NotAuthorizedOrNotFound"):
        client.get_work_request("ocid1.coreservicesworkrequest.oc1.iad.none")
