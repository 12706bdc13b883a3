"""What the service answers when a database is created or changed: it settles what Terraform could not know.

Sources: Oracle, *Manage Master Encryption Keys in AWS Key Management Service*; the observed real provider.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from .database_plan import Object
from .provider_schema import Block
from .values import is_unknown

ORACLE_MANAGED = "ORACLE_MANAGED"

# What a Get of a database does not tell: the provider keeps these as they stand in Terraform's state.
NOT_RETURNED = ("admin_password", "secret_id", "secret_version_number", "timeouts")


class Refused(Exception):
    """The service's refusal: a terse summary and a detail in whole sentences."""

    def __init__(self, summary: str, detail: str) -> None:
        super().__init__(summary)
        self.summary = summary
        self.detail = detail


def created_database(schema: Block, planned: Mapping[str, Any]) -> Object:
    """The new database with its OCID, AVAILABLE. Raises Refused for an AWS key: none can be chosen yet."""
    if key_provider(planned) == "AWS":
        raise Refused(
            "An AWS key cannot be chosen when the database is created",
            "Leave out encryption_key: a database starts with the Oracle-managed key. Then change its key.",
        )
    database = _settled(schema, planned)
    database |= {"id": new_database_ocid(), "state": "AVAILABLE"}
    database["display_name"] = database["display_name"] or database["db_name"]
    return database | {"encryption_key": _encryption_key(schema, database)}


def changed_database(schema: Block, planned: Mapping[str, Any]) -> Object:
    """The same database after an update."""
    database = _settled(schema, planned)
    return database | {"encryption_key": _encryption_key(schema, database)}


def key_provider(database: Mapping[str, Any]) -> str | None:
    """`autonomous_database_provider` of the block `encryption_key`, None without a block or a known value."""
    block = database.get("encryption_key")
    if not isinstance(block, list) or not block:
        return None
    provider = block[0]["autonomous_database_provider"]
    return provider if isinstance(provider, str) else None


def new_database_ocid() -> str:
    """An OCID of the commercial realm in us-ashburn-1 (`iad`), as long as real ones."""
    return f"ocid1.autonomousdatabase.oc1.iad.{secrets.token_hex(30)}"


def database_as_returned(schema: Block, found: Mapping[str, Any]) -> Object:
    """A database as a Get returns it, with every argument of the schema: empty where `found` has none."""
    database: Object = {
        name: [] if attribute.kind in ("list", "set") else None for name, attribute in schema.attributes.items()
    }
    database |= {name: None if nested.nesting == "single" else [] for name, nested in schema.nested_blocks.items()}
    database |= {name: value for name, value in found.items() if name not in NOT_RETURNED}
    return database | {"encryption_key": _encryption_key(schema, database)}


def _settled(schema: Block, planned: Mapping[str, Any]) -> Object:
    """Every value that was unknown is now known: empty, unless the service says otherwise."""
    database: Object = {}
    empty: dict[str, list[Any] | dict[str, Any]] = {"list": [], "set": [], "map": {}}
    for name, attribute in schema.attributes.items():
        database[name] = empty.get(attribute.kind) if is_unknown(planned[name]) else planned[name]
    for name, nested in schema.nested_blocks.items():
        blocks = planned[name]
        if isinstance(blocks, list):
            database[name] = [_settled(nested.block, block) for block in blocks]
        else:
            database[name] = [] if is_unknown(blocks) else blocks
    return database


def _encryption_key(schema: Block, database: Mapping[str, Any]) -> list[Object]:
    """The one block that every database has; arguments without a value are empty strings (observed)."""
    block = database["encryption_key"][0] if database["encryption_key"] else {}
    if block.get("autonomous_database_provider") in (None, "", ORACLE_MANAGED):
        block = {"autonomous_database_provider": ORACLE_MANAGED}
    return [{name: block.get(name) or "" for name in schema.nested_blocks["encryption_key"].block.attributes}]
