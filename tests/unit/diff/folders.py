"""What the tests of the comparison share: one stack before and after, as Terraform."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics import Diagnostic
from generator.diff.changes import ArgumentChange, Difference, ObjectChange
from generator.diff.difference import difference
from generator.diff.side import Side

STACK = "stacks/payments"


def between(old: str | Mapping[str, str], new: str | Mapping[str, str]) -> tuple[Difference, list[Diagnostic]]:
    """The difference of two stacks, each the text of its `main.tf`, or the texts of a tree by path."""
    return difference(*(Side({f"{STACK}/main.tf": one} if isinstance(one, str) else dict(one)) for one in (old, new)))


def objects(old: str | Mapping[str, str], new: str | Mapping[str, str]) -> tuple[ObjectChange, ...]:
    """The objects that are not the same, of files without a fault."""
    found, faults = between(old, new)
    assert faults == []
    return tuple(one for folder in found.folders for one in folder.objects)


def addresses(old: str | Mapping[str, str], new: str | Mapping[str, str]) -> list[tuple[str, str]]:
    """What happens, and to which address, in order."""
    return [(one.action.value, one.address) for one in objects(old, new)]


def arguments(old: str, new: str) -> tuple[ArgumentChange, ...]:
    """The arguments of the one object that is not the same."""
    found = objects(old, new)
    assert len(found) <= 1, found
    return found[0].arguments if found else ()


def values(old: str, new: str) -> dict[str, tuple[str | None, str | None]]:
    """The old and new value of each argument that is not the same, by its path."""
    return {one.path: (one.old, one.new) for one in arguments(old, new)}


def database(*lines: str, name: str = "orders") -> str:
    """A database's resource."""
    return block(f'resource "oci_database_autonomous_database" "{name}"', *lines)


def block(header: str, *lines: str) -> str:
    """A block of that header; each line is an argument or a block inside."""
    return "\n".join((f"{header} {{", *lines, "}", ""))
