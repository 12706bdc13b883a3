"""Databases of oracle/oci in a state. Arguments as in its 8.28.

Read are only the arguments that a spec needs: no password, and nothing that could hold one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.adopt.codes import LEFT_OUT, UNKNOWN_OBJECT
from generator.adopt.existing import ExistingDatabase
from generator.adopt.show_json import Resource
from generator.diagnostics import Diagnostic, Severity
from generator.facts.arn import parse_key_arn
from generator.facts.limits import DB_NAME, DB_NAME_LENGTH, KMS_ALIAS, KMS_ALIAS_MAX
from generator.facts.oci_regions import region_name
from generator.facts.ocid import parse_ocid

_LONGEST = 2048  # of an argument of `encryption_key`; the clouds have nothing that long
_ENDED = ("TERMINATED", "TERMINATING")


def existing_databases(resources: Sequence[Resource]) -> tuple[tuple[ExistingDatabase, ...], list[Diagnostic]]:
    """The databases that a spec can be about, and why others are left out."""
    found: dict[str, ExistingDatabase] = {}
    said = []
    for one in resources:
        if reason := _incomplete(one):
            said.append(_left_out(one, UNKNOWN_OBJECT, reason))
        elif reason := _elsewhere(one):
            said.append(_left_out(one, LEFT_OUT, reason))
        else:
            found.setdefault(one.text("id"), _database(one))
    return tuple(found.values()), said


def _incomplete(one: Resource) -> str:
    ocid, name = parse_ocid(one.text("id")), one.text("db_name")
    if ocid is None or parse_ocid(one.text("compartment_id")) is None:
        return "The state does not say its OCID and its compartment's."
    if not DB_NAME.fullmatch(name) or len(name) not in DB_NAME_LENGTH:
        return "The state does not say its `db_name`, or it is none."
    if region_name(ocid.region) is None:
        return "Its OCID names no region that is known."
    if "encryption_key" in one.hidden:
        return "`encryption_key` is marked as sensitive."
    return ""


def _elsewhere(one: Resource) -> str:
    if one.text("state").upper() in _ENDED:
        return "It is terminated."
    if one.values.get("is_dedicated") is True:
        return "It is on dedicated infrastructure."
    if one.text("dataguard_region_type") == "REMOTE_STANDBY_DG_REGION":
        return "It is a cross-region standby, which has the key of its primary and cannot have one in AWS KMS."
    block = Resource(one.address, one.type, _encryption_key(one))
    provider = block.values.get("autonomous_database_provider")
    if provider == "AWS":
        return (
            "" if _is_key(block.text("key_arn")) else "Its key in AWS KMS is named neither by its ARN nor by an alias."
        )
    if provider == "ORACLE_MANAGED":
        return ""
    if isinstance(provider, str) and provider:
        return f"Its key is kept by {provider[:40]}; adbkms knows AWS and Oracle's own."
    if one.text("kms_key_id").startswith("ocid1."):
        return "Its key is in OCI Vault; adbkms knows AWS and Oracle's own."
    return ""


def _is_key(text: str) -> bool:
    is_alias = KMS_ALIAS.fullmatch(text) is not None and len(text) <= KMS_ALIAS_MAX
    return is_alias or parse_key_arn(text) is not None


def _encryption_key(one: Resource) -> dict[str, Any]:
    blocks = one.values.get("encryption_key")
    block = blocks[0] if isinstance(blocks, list) and blocks else None
    return block if isinstance(block, dict) else {}


def _database(one: Resource) -> ExistingDatabase:
    block = Resource(one.address, one.type, _encryption_key(one))
    said = {name: block.text(name) for name in ("key_arn", "arn_role", "service_endpoint_uri", "external_id")}
    said = {name: text if len(text) <= _LONGEST else "" for name, text in said.items()}
    return ExistingDatabase(
        ocid=one.text("id"),
        db_name=one.text("db_name"),
        compartment_id=one.text("compartment_id"),
        provider=block.text("autonomous_database_provider"),
        key_arn=said["key_arn"],
        role_arn=said["arn_role"],
        service_endpoint=said["service_endpoint_uri"],
        external_id=said["external_id"],
        former_keys=tuple(_former_keys(one)),
        address=one.address,
    )


def _former_keys(one: Resource) -> list[str]:
    """ARNs of keys in AWS KMS that the database has had: old backups need them."""
    history = one.values.get("encryption_key_history_entry")
    keys = []
    for entry in history if isinstance(history, list) else ():
        blocks = entry.get("encryption_key") if isinstance(entry, dict) else None
        for block in blocks if isinstance(blocks, list) else ():
            arn = block.get("key_arn") if isinstance(block, dict) else None
            if isinstance(arn, str) and parse_key_arn(arn):
                keys.append(arn)
    return keys


def _left_out(one: Resource, code: str, reason: str) -> Diagnostic:
    return Diagnostic(Severity.WARNING, code, "A database was left out", reason, address=one.address)
