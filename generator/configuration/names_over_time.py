"""Objects that had another name, and keys that the stack lets go of: `moved` and `removed` blocks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from generator.configuration import references
from generator.configuration.terraform import Block, Expression
from generator.spec import model


def moved_blocks(stack: model.Stack) -> tuple[Block, ...]:
    """`moved` blocks along every name that an object has had, to the one that it has now."""
    return tuple(
        Block("moved", (), {"from": Expression(old), "to": Expression(new)})
        for addresses in _addresses(stack)
        for old, new in itertools.pairwise(addresses)
    )


def removed_blocks(stack: model.Stack) -> tuple[Block, ...]:
    """A `removed` block for every name that a retired key has had: whichever of them the state knows is forgotten, and
    nothing is destroyed (https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources)."""
    kept = Block("lifecycle", (), {"destroy": False})
    return tuple(
        Block("removed", (), {"from": references.module("key", known)}, (kept,))
        for name, key in stack.keys.items()
        if key.retired
        for known in names_over_time(name, key)
    )


def names_over_time(name: str, declared: model.Key | model.Policy | model.Role | model.Database) -> tuple[str, ...]:
    """Every name that an object has had, oldest first, and the one that it has now."""
    return (*former_names(declared), name)


def former_names(declared: model.Key | model.Policy | model.Role | model.Database) -> list[str]:
    """What `renamed_from` says, as a list, oldest first."""
    renamed_from = declared.renamed_from or []
    return [renamed_from] if isinstance(renamed_from, str) else list(renamed_from)


def database_addresses(stack: model.Stack, name: str) -> list[str]:
    """The addresses that a database has had, oldest first, and the one that it has now."""
    return [references.database(known) for known in names_over_time(name, stack.databases[name])]


def _addresses(stack: model.Stack) -> Iterator[list[str]]:
    """For each object that the stack manages and that had another name the addresses that it has had, in order."""
    for kind, declared in (("key", stack.keys), ("policy", stack.policies), ("role", stack.roles)):
        for name, one in declared.items():
            if one.renamed_from and references.is_created(one):
                yield [references.module(kind, known).source for known in names_over_time(name, one)]
    for name, database in stack.databases.items():
        if database.renamed_from:
            yield database_addresses(stack, name)
