"""The Database API: autonomous databases."""

from __future__ import annotations

from .cloud import Cloud
from .database_bodies import clone_body, database_body, peer_body, summary_body
from .database_records import DatabaseRecord
from .databases import UPDATABLE
from .encryption_keys import key_in_body
from .refusals import incorrect_state, invalid_parameter, missing_parameter, not_found
from .request_and_reply import Reply, Request, page
from .sdk_bodies import attribute_map


def get(cloud: Cloud, request: Request, ocid: str) -> Reply:
    """GetAutonomousDatabase. Where Gets advance an update, this one has seen what was before."""
    reply = Reply(database_body(_visible(cloud, request, ocid)), headers={"etag": ocid[-8:]})
    if cloud.databases.gets_advance:
        cloud.databases.advance(ocid)
    return reply


def list_in_compartment(cloud: Cloud, request: Request) -> Reply:
    """ListAutonomousDatabases, without details of the keys. It leaves out what may not be seen."""
    compartment = request.query.get("compartmentId")
    if compartment is None:
        raise missing_parameter("compartmentId")
    if not cloud.tenancies.sees_compartment(request.caller, compartment):
        raise not_found()
    found = [
        record
        for record in cloud.databases.in_compartment(compartment)
        if cloud.tenancies.sees(request.caller, record) and _is_asked_for(record, request)
    ]
    bodies, headers = page(request, found, summary_body, cloud.page_size)
    return Reply(bodies, headers=headers)


def update(cloud: Cloud, request: Request, ocid: str) -> Reply:
    """UpdateAutonomousDatabase: what the console does too."""
    record = _visible(cloud, request, ocid)
    if record.state not in UPDATABLE:
        raise incorrect_state()
    names = {wire: name for name, wire in attribute_map("database.AutonomousDatabase").items()}
    wanted: dict[str, object] = {}
    others = dict(record.others)
    for wire, value in request.sent().items():
        if wire == "encryptionKey":
            try:
                wanted["key"] = key_in_body(value)
            except ValueError as error:
                raise invalid_parameter(str(error)) from error
        elif wire in ("displayName", "dbName", "isRefreshableClone"):
            wanted[names[wire]] = value
        elif wire in names:
            others[names[wire]] = value
    return _begun(cloud, ocid, {**wanted, "others": others}, "UPDATING", "Update")


def start(cloud: Cloud, request: Request, ocid: str) -> Reply:
    """StartAutonomousDatabase."""
    if _visible(cloud, request, ocid).state != "STOPPED":
        raise incorrect_state()
    return _begun(cloud, ocid, {"state": "AVAILABLE"}, "STARTING", "Start")


def stop(cloud: Cloud, request: Request, ocid: str) -> Reply:
    """StopAutonomousDatabase."""
    if _visible(cloud, request, ocid).state not in UPDATABLE:
        raise incorrect_state()
    return _begun(cloud, ocid, {"state": "STOPPED"}, "STOPPING", "Stop")


def clones(cloud: Cloud, request: Request, ocid: str) -> Reply:
    """ListAutonomousDatabaseRefreshableClones."""
    bodies, headers = page(request, _visible(cloud, request, ocid).clones, clone_body, cloud.page_size)
    return Reply({"items": bodies}, headers=headers)


def peers(cloud: Cloud, request: Request, ocid: str) -> Reply:
    """ListAutonomousDatabasePeers."""
    bodies, headers = page(request, _visible(cloud, request, ocid).peers, peer_body, cloud.page_size)
    return Reply({"items": bodies}, headers=headers)


def _begun(cloud: Cloud, ocid: str, wanted: dict[str, object], meanwhile: str, operation: str) -> Reply:
    work_request = cloud.databases.begin(ocid, wanted, meanwhile=meanwhile, operation=operation)
    body = database_body(cloud.databases.records[ocid])
    return Reply(body, headers={"etag": ocid[-8:], "opc-work-request-id": work_request.id})


def _visible(cloud: Cloud, request: Request, ocid: str) -> DatabaseRecord:
    record = cloud.databases.records.get(ocid)
    if record is None or not cloud.tenancies.sees(request.caller, record):
        raise not_found()
    return record


def _is_asked_for(record: DatabaseRecord, request: Request) -> bool:
    """The filters of the list. A display name is compared as a whole, in any case."""
    query = request.query
    name = record.display_name or record.db_name
    is_clone = query.get("isRefreshableClone", str(record.is_refreshable_clone))
    return (
        query.get("lifecycleState", record.state) == record.state
        and query.get("lifecycleStateNotEqualTo") != record.state
        and query.get("displayName", name).casefold() == name.casefold()
        and is_clone.casefold() == str(record.is_refreshable_clone).casefold()
    )
