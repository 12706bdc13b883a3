"""What has been found for a spec, what contradicts it, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, did_you_mean, error
from generator.live.discover.codes import NO_DATABASE
from generator.spec.databases import SpecDatabase, databases_of
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Path


@dataclass(frozen=True)
class Found:
    """A value that the spec does not have yet. `path` leads to its place below the stack; `source` says where the value
    is from, in words that go on after it: `as the OCI configuration says`."""

    loaded: LoadedStack
    path: tuple[str, ...]
    value: str
    source: str

    @property
    def sentence(self) -> str:
        """What is filled in, and where it is from."""
        return f"{self.loaded.name}: {'.'.join(self.path)} is {self.value}, {self.source}."


@dataclass(frozen=True)
class Discovery:
    """`contradictions` are errors, for whose sake nothing may be written. `missing` says what could not be found, and
    why; the rest can be written without it."""

    found: tuple[Found, ...] = ()
    contradictions: tuple[Diagnostic, ...] = ()
    missing: tuple[Diagnostic, ...] = ()

    def __add__(self, other: Discovery) -> Discovery:
        return Discovery(
            self.found + other.found, self.contradictions + other.contradictions, self.missing + other.missing
        )

    def value(self, loaded: LoadedStack, *path: str) -> str | None:
        """What was found for a place."""
        return next((one.value for one in self.found if one.loaded is loaded and one.path == path), None)


def at(loaded: LoadedStack, path: Path, said: Diagnostic) -> Diagnostic:
    """The same at a place of the spec, where annotations and editors can show it."""
    return loaded.diagnostic(said.severity, said.code, said.summary, said.detail, path)


def selected(spec: Spec, addresses: Iterable[str]) -> list[SpecDatabase] | Diagnostic:
    """The databases STACK/DATABASE, in the order of the spec; all of them if none is named."""
    every = {place.address: place for place in databases_of(spec)}
    wanted = list(addresses)
    for address in wanted:
        if address not in every:
            summary = f'The spec has no database "{address}"'
            return error(NO_DATABASE, summary, did_you_mean(address, list(every)))
    return [place for address, place in every.items() if not wanted or address in wanted]


def stacks_of(places: Iterable[SpecDatabase]) -> list[LoadedStack]:
    """The stacks that the databases are in, once each."""
    return list({place.loaded.name: place.loaded for place in places}.values())
