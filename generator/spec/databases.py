"""The databases of a spec, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.spec import model
from generator.spec.load import LoadedStack, Spec


@dataclass(frozen=True, eq=False)
class SpecDatabase:
    """A database in the stack that it stands in."""

    loaded: LoadedStack
    name: str

    @property
    def stack(self) -> model.Stack:
        return self.loaded.stack

    @property
    def database(self) -> model.Database:
        return self.stack.databases[self.name]

    @property
    def address(self) -> str:
        """STACK/DATABASE."""
        return f"{self.loaded.name}/{self.name}"


def databases_of(spec: Spec, addresses: Iterable[str] = ()) -> list[SpecDatabase]:
    """The databases in the order of the spec: those that are named STACK/DATABASE, or all if none is."""
    wanted = frozenset(addresses)
    every = (SpecDatabase(loaded, name) for loaded in spec.stacks for name in loaded.stack.databases)
    return [one for one in every if not wanted or one.address in wanted]
