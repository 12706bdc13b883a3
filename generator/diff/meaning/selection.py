"""The key that a database is told to use: its `encryption_key` block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

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


@dataclass(frozen=True, slots=True)
class _Users:
    """The names of databases, in order, by what they use: the address of a key or role, or the name of a key that the
    stack does not manage."""

    by_address: Mapping[str | None, tuple[str, ...]]
    by_name: Mapping[str, tuple[str, ...]]

    def of(self, key: Named) -> tuple[str, ...]:
        managed = self.by_address.get(key.address, ()) if key.address else ()
        return (*managed, *self.by_name.get(key.name, ()))


def users_of_key(folder: Folder, key: Named) -> Sequence[str]:
    """The names of the databases of a stack that are encrypted with a key."""
    return folder.once(_users_of_keys).of(key)


def users_of_own_keys(folder: Folder) -> Sequence[str]:
    """The names of the databases that are encrypted with a key of the stack."""
    return folder.once(_users_of_own_keys)


def users_by_alias(folder: Folder, key: Named) -> Sequence[str]:
    """Those of them that name it by its alias."""
    return folder.once(_users_by_alias).of(key)


def users_of_role(folder: Folder, address: str) -> Sequence[str]:
    """The names of the databases of a stack that reach their key by a role."""
    return folder.once(_users_of_roles).get(address, ())


def presenters(folder: Folder, role: str, external_id: str) -> Sequence[str]:
    """Those of them that present an external ID of a kind, such as `tenant_ocid`."""
    return folder.once(_presenters).get((role, external_id), ())


def _users_of_keys(folder: Folder) -> _Users:
    return _by_keys((name, one.key) for name, one in folder.once(_selections) if one.is_aws and one.key)


def _users_of_own_keys(folder: Folder) -> Sequence[str]:
    return [name for name, one in folder.once(_selections) if one.is_aws and one.key and one.key.address]


def _users_by_alias(folder: Folder) -> _Users:
    return _by_keys((name, one.key) for name, one in folder.once(_selections) if one.key and one.key.by_alias)


def _by_keys(users: Iterable[tuple[str, Named]]) -> _Users:
    known = tuple(users)
    return _Users(
        grouped((key.address, name) for name, key in known if key.address),
        grouped((key.name, name) for name, key in known if not key.address),
    )


def _users_of_roles(folder: Folder) -> Mapping[str | None, tuple[str, ...]]:
    return grouped((one.role.address, name) for name, one in folder.once(_selections) if one.is_aws and one.role)


def _presenters(folder: Folder) -> Mapping[tuple[str | None, str], tuple[str, ...]]:
    return grouped(
        ((one.role.address, one.external_id), name)
        for name, one in folder.once(_selections)
        if one.is_aws and one.role and isinstance(one.external_id, str)
    )


_Key = TypeVar("_Key")


def grouped(pairs: Iterable[tuple[_Key, str]]) -> Mapping[_Key, tuple[str, ...]]:
    """The second ones of pairs by the first, in order."""
    found: dict[_Key, list[str]] = {}
    for key, name in pairs:
        found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def _selections(folder: Folder) -> Sequence[tuple[str, Selection]]:
    return [
        (block.labels[-1], selection_of(block, folder))
        for block in folder.of_type("resource")
        if block.labels[:1] == (DATABASE,)
    ]
