"""Autonomous databases as OCI has them, judged like those of a Terraform state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator.adopt.codes import LEFT_OUT
from generator.adopt.existing import ExistingDatabase
from generator.adopt.oci_resources import existing_databases
from generator.adopt.show_json import Resource
from generator.diagnostics import Diagnostic, warning
from generator.live.oci.live_database import LiveDatabase, LiveEncryption

_TYPE = "oci_database_autonomous_database"
# Terraform's word for the standby's side, which OCI has twice: for Data Guard, and for copies made from backups
# (`disasterRecoveryRegionType`).
_REMOTE, _ALSO_REMOTE = "REMOTE_STANDBY_DG_REGION", "REMOTE"


def existing_of(databases: Iterable[LiveDatabase]) -> tuple[tuple[ExistingDatabase, ...], list[Diagnostic]]:
    """The databases that a spec can be about, and why others are left out. One that does not say who keeps its key is
    left out too: to describe it as Oracle's would take any other key away."""
    resources, said = [], []
    for one in databases:
        if one.encryption.provider:
            resources.append(_resource(one))
        else:
            detail = "OCI does not say who keeps its key. Look at the database in the OCI console, under Encryption."
            said.append(warning(LEFT_OUT, f"The database {one.ocid} was left out", detail))
    found, left_out = existing_databases(resources)
    said += [replace(one, summary=f"The database {one.address} was left out", address=None) for one in left_out]
    return tuple(replace(one, address="") for one in found), said


def _resource(one: LiveDatabase) -> Resource:
    """The database as Terraform's state would have it; in place of an address its OCID."""
    values: dict[str, Any] = {
        "id": one.ocid,
        "compartment_id": one.compartment_id,
        "db_name": one.db_name,
        "state": one.state,
        "is_dedicated": one.is_dedicated,
        "dataguard_region_type": _REMOTE if one.region_role == _ALSO_REMOTE else one.region_role,
        "encryption_key": [_block(one.encryption)],
        "encryption_key_history_entry": [{"encryption_key": [_block(line.encryption)]} for line in one.history],
    }
    return Resource(one.ocid, _TYPE, values)


def _block(encryption: LiveEncryption) -> dict[str, str]:
    return {
        "autonomous_database_provider": encryption.provider,
        "key_arn": encryption.key_arn,
        "arn_role": encryption.role_arn,
        "service_endpoint_uri": encryption.service_endpoint,
        "external_id": encryption.external_id,
    }
