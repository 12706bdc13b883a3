"""Who is let in, and what they see."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from oci.exceptions import ServiceError

from tests.oci_service import COMPARTMENT, DATABASE, TENANCY, DatabaseRecord, OciService, Profile

from .sdk_clients import SdkClients

OTHER_TENANCY = "ocid1.tenancy.oc1..other"


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "Bearer token",
        'Signature headers="date (request-target) host",signature="x"',
        'Signature headers="date (request-target) host",keyId="ocid1.tenancy.oc1..a/u/f"',
        'Signature headers="date",keyId="ocid1.tenancy.oc1..a/u/f",signature="x"',
        'Signature headers="date (request-target) host",keyId="ST$not-a-token",signature="x"',
    ],
)
def test_an_unsigned_request_is_refused(oci_service: OciService, authorization: str | None) -> None:
    oci_service.put(DatabaseRecord())
    headers = {} if authorization is None else {"authorization": authorization}
    request = urllib.request.Request(f"{oci_service.endpoint}/20160918/autonomousDatabases/{DATABASE}", headers=headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with pytest.raises(urllib.error.HTTPError) as error:
        opener.open(request)
    with error.value as answer:
        assert answer.code == 401
        assert b'"code":"NotAuthenticated"' in answer.read()


def test_a_session_is_let_in(oci_service: OciService, clients_of: Callable[[Profile], SdkClients]) -> None:
    oci_service.put(DatabaseRecord(tenancy_id=OTHER_TENANCY))
    clients = clients_of(Profile("session", OTHER_TENANCY, security_token=True))
    assert clients.database.get_autonomous_database(DATABASE).data.id == DATABASE


def test_an_encrypted_private_key_opens(oci_service: OciService, clients_of: Callable[[Profile], SdkClients]) -> None:
    oci_service.put(DatabaseRecord())
    clients = clients_of(Profile("encrypted", pass_phrase="correct horse"))
    assert clients.database.get_autonomous_database(DATABASE).data.id == DATABASE


def test_a_database_of_another_tenancy_is_not_found(
    oci_service: OciService, oci_database: Any, clients_of: Callable[[Profile], SdkClients]
) -> None:
    oci_service.put(DatabaseRecord(tenancy_id=OTHER_TENANCY))
    with pytest.raises(ServiceError, match="NotAuthorizedOrNotFound"):
        oci_database.get_autonomous_database(DATABASE)
    assert oci_database.list_autonomous_databases(COMPARTMENT).data == []
    others = clients_of(Profile("other", OTHER_TENANCY))
    assert others.database.get_autonomous_database(DATABASE).data.id == DATABASE


def test_a_compartment_without_permission_is_not_found(oci_service: OciService, oci_clients: SdkClients) -> None:
    oci_service.put(DatabaseRecord())
    work_request_id = oci_service.begin(DATABASE)
    oci_service.restrict(TENANCY, ["ocid1.compartment.oc1..another"])
    refused: list[Callable[[], object]] = [
        lambda: oci_clients.database.get_autonomous_database(DATABASE),
        lambda: oci_clients.database.list_autonomous_databases(COMPARTMENT),
        lambda: oci_clients.work_requests.list_work_requests(COMPARTMENT),
        lambda: oci_clients.work_requests.get_work_request(work_request_id),
    ]
    for request in refused:
        with pytest.raises(ServiceError) as error:
            request()
        assert (error.value.status, error.value.code) == (404, "NotAuthorizedOrNotFound")
    oci_service.restrict(TENANCY, [COMPARTMENT])
    assert oci_clients.database.get_autonomous_database(DATABASE).data.id == DATABASE
