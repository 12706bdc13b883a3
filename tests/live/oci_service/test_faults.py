"""What can be made to go wrong, and what the SDK makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from oci.exceptions import RequestException, ServiceError

from tests.oci_service import COMPARTMENT, DATABASE, TENANCY, Breakage, DatabaseRecord, Delay, OciService
from tests.oci_service.refusals import (
    Refusal,
    incorrect_state,
    internal_server_error,
    not_authenticated,
    not_found,
    service_unavailable,
    too_many_requests,
)

from .sdk_clients import sdk_clients


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (not_authenticated(), (401, "NotAuthenticated")),
        (not_found(), (404, "NotAuthorizedOrNotFound")),
        (incorrect_state(), (409, "IncorrectState")),
        (too_many_requests(), (429, "TooManyRequests")),
        (internal_server_error(), (500, "InternalServerError")),
        (service_unavailable(), (503, "ServiceUnavailable")),
    ],
)
def test_refusals(oci_service: OciService, oci_database: Any, refusal: Refusal, told: tuple[int, str]) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.fail(refusal)
    with pytest.raises(ServiceError) as error:
        oci_database.get_autonomous_database(DATABASE)
    assert (error.value.status, error.value.code) == told
    assert error.value.message == refusal.message


def test_a_fault_for_some_times_at_one_path(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.fail(too_many_requests(), "*/autonomousDatabases/*", method="GET", times=2)
    assert len(oci_database.list_autonomous_databases(COMPARTMENT).data) == 1
    for _ in range(2):
        with pytest.raises(ServiceError, match="TooManyRequests"):
            oci_database.get_autonomous_database(DATABASE)
    assert oci_database.get_autonomous_database(DATABASE).data.id == DATABASE


def test_a_fault_for_ever_until_it_is_healed(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.fail(service_unavailable(), tenancy=TENANCY)
    for _ in range(3):
        with pytest.raises(ServiceError, match="ServiceUnavailable"):
            oci_database.get_autonomous_database(DATABASE)
    oci_service.heal()
    assert oci_database.get_autonomous_database(DATABASE).data.id == DATABASE


def test_a_fault_of_another_tenancy(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.fail(service_unavailable(), tenancy="ocid1.tenancy.oc1..other")
    assert oci_database.get_autonomous_database(DATABASE).data.id == DATABASE


def test_a_closed_connection(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.fail(Breakage.CLOSED)
    with pytest.raises(RequestException, match="without response"):
        oci_database.get_autonomous_database(DATABASE)
    assert {one.status for one in oci_service.traffic.asked} == {None}


def test_content_that_is_cut_off(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.fail(Breakage.CUT_OFF, times=1)
    with pytest.raises(RequestException, match="IncompleteRead"):
        oci_database.get_autonomous_database(DATABASE)
    assert oci_database.get_autonomous_database(DATABASE).data.id == DATABASE


def test_content_that_is_no_json(oci_service: OciService, oci_database: Any) -> None:
    """The SDK takes it for a string and looks for the model's attributes in that."""
    oci_service.fail(Breakage.GARBAGE)
    with pytest.raises(TypeError, match="string indices must be integers"):
        oci_database.get_autonomous_database(DATABASE)


def test_a_page_of_somebody_else(oci_service: OciService, oci_database: Any) -> None:
    """The SDK looks at the status only, and makes empty databases of it: one for each character in a list."""
    oci_service.fail(Breakage.WRONG_CONTENT_TYPE)
    assert oci_database.get_autonomous_database(DATABASE).data.id is None
    assert {one.id for one in oci_database.list_autonomous_databases(COMPARTMENT).data} == {None}


def test_a_slow_answer(oci_service: OciService, oci_config: Path) -> None:
    """The stand-in does not wait for the end of the delay when the test is over."""
    oci_service.put(DatabaseRecord())
    oci_service.fail(Delay(600))
    impatient = sdk_clients(oci_service.endpoint, oci_config, timeout=0.2)
    with pytest.raises(RequestException, match="timed out"):
        impatient.database.get_autonomous_database(DATABASE)


def test_an_answer_that_is_a_little_late_is_the_right_one(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.fail(Delay(0.01))
    assert oci_database.get_autonomous_database(DATABASE).data.id == DATABASE
