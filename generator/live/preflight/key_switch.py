"""Which databases the next apply gives another key, as far as the clouds tell."""

from __future__ import annotations

from generator.configuration.references import ORACLE_MANAGED
from generator.live.access import oci_access
from generator.live.oci.databases import Database
from generator.live.oci.live_database import LiveDatabase, LiveEncryption
from generator.live.questions import Ask
from generator.live.status.wanted import ORACLES, is_same_endpoint, wanted
from generator.spec import model


def databases_with_role(stack: model.Stack, role: str) -> list[str]:
    """The databases that are to be encrypted with a key in AWS KMS by that role, in order."""
    return [
        name
        for name, one in stack.databases.items()
        if one.encryption.key != ORACLE_MANAGED and one.encryption.role == role
    ]


def switched_with_role(stack: model.Stack, role: str, ask: Ask) -> list[str]:
    """Those of them whose key the next apply changes: Oracle uses the role while that runs."""
    return [name for name in databases_with_role(stack, role) if is_switched(stack, name, ask)]


def is_switched(stack: model.Stack, name: str, ask: Ask) -> bool:
    """False if the database is known to have what its `encryption` says."""
    database = stack.databases[name]
    if database.ocid is None:
        return True
    live = ask(Database(oci_access(stack), database.ocid))
    return not isinstance(live, LiveDatabase) or not _is_in_use(stack, database, live.encryption, ask)


def _is_in_use(stack: model.Stack, database: model.Database, found: LiveEncryption, ask: Ask) -> bool:
    by_spec = wanted(stack, database, ask)
    if by_spec.side.provider != found.provider:
        return False
    return by_spec.side.provider == ORACLES or (
        found.key_arn in by_spec.keys
        and found.role_arn == by_spec.side.role_arn
        and found.external_id == by_spec.side.external_id
        and is_same_endpoint(found.service_endpoint, by_spec.side.service_endpoint)
    )
