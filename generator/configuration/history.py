"""What a tree tells the one after it: a few facts of each stack, kept in the manifest.

A spec alone does not show what it has left out, nor which keys a database has had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from generator.configuration import references
from generator.configuration.database import Past
from generator.configuration.names_over_time import database_addresses, names_over_time
from generator.configuration.references import ORACLE_MANAGED
from generator.configuration.terraform import Block, Expression
from generator.diagnostics import Diagnostic, error
from generator.spec import model

UNREADABLE = "STG114"


class DatabaseFacts(msgspec.Struct, frozen=True):
    """`keys` are those that its `encryption_key` block has named, oldest first: the address of a module call, an ARN,
    `alias/NAME`, or `oracle-managed`. `uses` are the addresses of the role and the policies by which it reaches the
    last of them, a key in AWS KMS."""

    keys: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


class StackFacts(msgspec.Struct, frozen=True):
    """What the next run has to know of a stack: the addresses that are `protected`, the keys that it manages and their
    region, and its databases by address."""

    protected: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    key_region: str | None = None
    databases: Mapping[str, DatabaseFacts] = {}


def read_facts(stacks: Mapping[str, object]) -> tuple[dict[str, StackFacts], list[Diagnostic]]:
    """The facts of each stack, from JSON's types."""
    try:
        return msgspec.convert(stacks, dict[str, StackFacts]), []
    except msgspec.ValidationError as wrong:
        return {}, [error(UNREADABLE, "The manifest's facts about the stacks cannot be read", f"{wrong}.")]


def past_of(stack: model.Stack, database: str, before: StackFacts | None) -> Past:
    """The keys that a database has named up to the tree that was published last, by the names that they have now."""
    known = before.databases if before else {}
    for address in reversed(database_addresses(stack, database)):
        if address in known:
            renamed = _renamed_keys(stack)
            return tuple(renamed.get(key, key) for key in known[address].keys)
    return None


def histories(stack: model.Stack, databases: Sequence[Block], before: StackFacts | None) -> dict[str, tuple[str, ...]]:
    """By address, the keys that each database has named, and the one that it names now at the end."""
    found = {}
    for name, resource in zip(stack.databases, databases, strict=True):
        past = past_of(stack, name, before) or ()
        if resource.nested("encryption_key"):
            key = stack.databases[name].encryption.key
            now = ORACLE_MANAGED if key == ORACLE_MANAGED else references.key_in_history(stack, key)
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
    return {
        references.module("key", old).source: references.module("key", name).source
        for name, key in stack.keys.items()
        for old in names_over_time(name, key)[:-1]
    }
