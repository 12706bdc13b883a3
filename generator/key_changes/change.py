"""A change of a database's key: what is to be edited, and what the stack is to be afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec

from generator.diagnostics import Diagnostic, Severity, did_you_mean, error
from generator.key_changes.codes import NO_DATABASE, UNPROVEN
from generator.spec import model
from generator.spec.databases import SpecDatabase, databases_of
from generator.spec.edits.edit import Edit, SetText
from generator.spec.edits.proven import EditedFile, edit_stack
from generator.spec.files import SpecText
from generator.spec.load import Spec


class Place(SpecDatabase):
    """The database that is to change."""

    @cached_property
    def encryption(self) -> model.Encryption:
        return self.database.encryption

    def refusal(self, code: str, summary: str, detail: str, argument: str = "key") -> Diagnostic:
        """An error that points to an argument of the database's `encryption`."""
        path = ("databases", self.name, "encryption", argument)
        return self.loaded.diagnostic(Severity.ERROR, code, summary, detail, path)


@dataclass(frozen=True)
class KeyChange:
    """`attempts` are ways to write the change, the best first; `stack` is what they all are to give. `said` tells
    people what is changed, a sentence each."""

    place: Place
    stack: model.Stack
    attempts: tuple[tuple[Edit, ...], ...]
    said: tuple[str, ...]

    def with_encryption(self, **arguments: str) -> KeyChange:
        """The same with arguments of the database's `encryption` set."""
        name = self.place.name
        database = self.stack.databases[name]
        encryption = msgspec.structs.replace(database.encryption, **arguments)
        databases = {**self.stack.databases, name: msgspec.structs.replace(database, encryption=encryption)}
        path = in_stack(self.place, "databases", name, "encryption")
        edits = tuple(SetText((*path, argument), text) for argument, text in arguments.items())
        return self.extended(edits, databases=databases)

    def extended(self, edits: Sequence[Edit], *said: str, **sections: object) -> KeyChange:
        """The same with more edits at the end of every attempt, which give these sections of the stack."""
        return replace(
            self,
            stack=msgspec.structs.replace(self.stack, **sections),
            attempts=tuple((*attempt, *edits) for attempt in self.attempts),
            said=(*self.said, *said),
        )


def find_database(spec: Spec, address: str) -> Place | Diagnostic:
    """The database STACK/DATABASE."""
    known = {one.address: one for one in databases_of(spec)}
    if address in known:
        return Place(known[address].loaded, known[address].name)
    return error(NO_DATABASE, f'The spec has no database "{address}"', did_you_mean(address, list(known)))


def in_stack(place: Place, *path: str) -> tuple[str, ...]:
    """A path below the stack as one from the root of the file."""
    return ("stacks", place.loaded.name, *path)


def edit_spec(texts: Sequence[SpecText], spec: Spec, change: KeyChange) -> EditedFile | Diagnostic:
    """The file with the change in it, proven; an error if there is no way to write it so that nothing else changes."""
    loaded = change.place.loaded
    for attempt in change.attempts:
        if done := edit_stack(texts, spec, loaded, attempt, change.stack):
            return done
    return change.place.refusal(
        UNPROVEN,
        f"The key of {change.place.address} cannot be changed here without changing something else",
        "The spec was edited and read again, and did not mean what it should; the file is as it was. Write the "
        "database's `encryption` out in its own place, without anchors, aliases and `<<`, or edit it by hand.",
    )
