"""What a tree tells the one after it: a few facts of each stack, kept in the manifest.

A spec alone does not show what it has left out, nor which keys a database has had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from generator.configuration import references
from generator.configuration.codes import UNREADABLE
from generator.configuration.database import Past
from generator.configuration.names_over_time import database_addresses, names_over_time
from generator.configuration.references import ORACLE_MANAGED
from generator.configuration.terraform import Block, Expression
from generator.diagnostics import Diagnostic, error
from generator.spec import model
from generator.spec.load import LoadedStack


class DatabaseFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """`keys` are those that its `encryption_key` block has named, oldest first: the address of a module call, an ARN,
    `alias/NAME`, or `oracle-managed`. `uses` are the addresses of the role and the policies by which it reaches the
    last of them, a key in AWS KMS. By its `ocid` a database is known in another stack."""

    ocid: str | None = None
    keys: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


class StackFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the next run has to know of a stack: the addresses that are `protected`, the keys that it manages and their
    region, its roles, the keys that it lets go of, and its databases by address."""

    protected: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    key_region: str | None = None
    removed: tuple[str, ...] = ()
    databases: Mapping[str, DatabaseFacts] = {}


def read_facts(stacks: Mapping[str, object]) -> tuple[dict[str, StackFacts], list[Diagnostic]]:
    """The facts of each stack, from JSON's types."""
    try:
        return msgspec.convert(stacks, dict[str, StackFacts]), []
    except msgspec.ValidationError as wrong:
        return {}, [error(UNREADABLE, "The manifest's facts about the stacks cannot be read", f"{wrong}.")]


def keys_by_ocid(before: Mapping[str, StackFacts]) -> dict[str, tuple[str, ...]]:
    """The keys that each database had named in the tree that was published last, by its OCID."""
    found: dict[str, tuple[str, ...]] = {}
    for facts in before.values():
        for database in facts.databases.values():
            if database.ocid is not None:
                found.setdefault(database.ocid, database.keys)
    return found


def pasts_of(
    loaded: LoadedStack, facts: StackFacts | None, elsewhere: Mapping[str, tuple[str, ...]]
) -> dict[str, Past]:
    """The keys that each database of a stack has named up to the tree that was published last, by the names that they
    have now. `facts` are the stack's own there; `elsewhere` is `keys_by_ocid`, for a database of another stack."""
    stack, own = loaded.stack, facts.databases if facts else {}
    renamed = _renamed_keys(stack)
    pasts: dict[str, Past] = {}
    for name, database in stack.databases.items():
        addresses = reversed(database_addresses(stack, name)) if own else ()
        known = next((own[address] for address in addresses if address in own), None)
        keys = elsewhere.get(database.ocid or "") if known is None else known.keys
        pasts[name] = None if keys is None else tuple(renamed.get(key, key) for key in keys)
    return pasts


def histories(loaded: LoadedStack, databases: Sequence[Block], pasts: Mapping[str, Past]) -> dict[str, tuple[str, ...]]:
    """By address, the keys that each database has named, and the one that it names now at the end."""
    found = {}
    renamed = _renamed_keys(loaded.stack)
    for (name, database), resource in zip(loaded.stack.databases.items(), databases, strict=True):
        past = pasts.get(name) or ()
        if resource.nested("encryption_key"):
            key = database.encryption.key
            now = ORACLE_MANAGED if key == ORACLE_MANAGED else references.key_in_history(loaded.stack, key)
            now = renamed.get(now, now)  # so that the next run finds the name that it would give it
            past = past if past[-1:] == (now,) else (*past, now)
        found[resource.address] = past
    return found


def reached_by(database: Block) -> tuple[str, ...]:
    """The addresses of the role and policies by which a database reaches a key in AWS KMS."""
    if not _has_aws_key(database):
        return ()
    depends_on = database.arguments.get("depends_on", ())
    waited_for = depends_on if isinstance(depends_on, tuple) else ()
    return tuple(one.source for one in waited_for if isinstance(one, Expression))


def _has_aws_key(database: Block) -> bool:
    """True if the block names a key in AWS KMS."""
    return any(block.arguments["autonomous_database_provider"] == "AWS" for block in database.nested("encryption_key"))


def _renamed_keys(stack: model.Stack) -> dict[str, str]:
    """The names that keys have now, by what a history may call them: other names, or the ARN of one taken over."""
    renamed: dict[str, str] = {}
    for name, key in stack.keys.items():
        now = references.module("key", name).source
        renamed |= {references.module("key", old).source: now for old in names_over_time(name, key)[:-1]}
        if key.adopt:
            renamed[key.adopt] = now
    return renamed
