"""What the stand-in notes of requests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.oci_service import COMPARTMENT, DATABASE, TENANCY, DatabaseRecord, Delay, OciService
from tests.oci_service.traffic import Asked


def test_requests_are_noted_without_their_queries(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    oci_database.get_autonomous_database(DATABASE)
    oci_database.list_autonomous_databases(COMPARTMENT)
    get, listed = oci_service.traffic.asked
    assert get == Asked("GET", f"/20160918/autonomousDatabases/{DATABASE}", TENANCY, 200)
    assert listed == Asked("GET", "/20160918/autonomousDatabases", TENANCY, 200)
    assert oci_service.traffic.count() == 2
    assert oci_service.traffic.count("GET", "*/autonomousDatabases/*") == 1
    assert oci_service.traffic.count("PUT") == 0
    oci_service.traffic.forget()
    assert oci_service.traffic.count() == 0


def test_the_largest_number_of_requests_at_once_is_noted(oci_service: OciService, oci_database: Any) -> None:
    oci_service.put(DatabaseRecord())
    oci_service.fail(Delay(0.2))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(oci_database.get_autonomous_database, [DATABASE] * 4))
    assert {one.data.id for one in answers} == {DATABASE}
    assert 2 <= oci_service.traffic.most_at_once <= 4
