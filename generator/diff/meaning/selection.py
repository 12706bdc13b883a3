"""The key that a database is told to use: its `encryption_key` block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.configuration.references import DATABASE
from generator.configuration.terraform import Block, Value
from generator.diff.folder import Folder
from generator.diff.meaning.names import Named, named
from generator.diff.meaning.words import shown

ORACLE, AWS = "ORACLE_MANAGED", "AWS"
# What a database's `external_id` is called, by the kind of OCID that it presents to its role.
PRESENTED_AS = {"tenancy": "tenant_ocid", "compartment": "compartment_ocid", "autonomousdatabase": "database_ocid"}
_AWS_ARGUMENTS = ("key_arn", "service_endpoint_uri", "arn_role", "external_id")


@dataclass(frozen=True)
class Selection:
    """What an `encryption_key` block says. `provider` is None where there is no block; anything that is no literal
    stands in it as it is written."""

    provider: str | None = None
    key: Named | None = None
    role: Named | None = None
    endpoint: Value = None
    external_id: Value = None
    missing: tuple[str, ...] = ()

    @property
    def is_aws(self) -> bool:
        return self.provider == AWS

    @property
    def way(self) -> str:
        """`, by the role R`, or nothing."""
        return f", by the role {self.role.name}" if self.role else ""


def selection_of(database: Block | None, folder: Folder) -> Selection:
    """The selection that a database's block says."""
    for block in database.nested("encryption_key")[:1] if database else ():
        given = block.arguments
        provider = given.get("autonomous_database_provider")
        return Selection(
            shown(provider).upper() if isinstance(provider, str) else shown(provider),
            named(given["key_arn"], folder) if given.get("key_arn") is not None else None,
            named(given["arn_role"], folder) if given.get("arn_role") is not None else None,
            given.get("service_endpoint_uri"),
            given.get("external_id"),
            tuple(name for name in _AWS_ARGUMENTS if given.get(name) in (None, "")),
        )
    return Selection()


def users_of_key(folder: Folder, key: Named) -> list[str]:
    """The names of the databases of a stack that are encrypted with a key."""
    return [name for name, one in _selections(folder) if one.is_aws and one.key and is_same(one.key, key)]


def users_of_own_keys(folder: Folder) -> list[str]:
    """The names of the databases that are encrypted with a key of the stack."""
    return [name for name, one in _selections(folder) if one.is_aws and one.key and one.key.address]


def users_by_alias(folder: Folder, key: Named) -> list[str]:
    """Those of them that name it by its alias."""
    return [name for name, one in _selections(folder) if one.key and one.key.by_alias and is_same(one.key, key)]


def users_of_role(folder: Folder, address: str) -> list[str]:
    """The names of the databases of a stack that reach their key by a role."""
    return [name for name, one in _selections(folder) if one.is_aws and one.role and one.role.address == address]


def presenters(folder: Folder, role: str, external_id: str) -> list[str]:
    """Those of them that present an external ID of a kind, such as `tenant_ocid`."""
    users = users_of_role(folder, role)
    return [name for name, one in _selections(folder) if name in users and one.external_id == external_id]


def _selections(folder: Folder) -> Iterator[tuple[str, Selection]]:
    for block in folder.of_type("resource"):
        if block.labels[:1] == (DATABASE,):
            yield block.labels[-1], selection_of(block, folder)


def is_same(one: Named, other: Named) -> bool:
    return one.address == other.address if one.address else one.name == other.name
