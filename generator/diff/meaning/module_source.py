"""Where a call takes its module from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.configuration.module_source import KEY_MODULE, UNPROTECTED_KEY_MODULE
from generator.diff.changes import ArgumentChange, Risk
from generator.diff.lists import module_of
from generator.diff.meaning.case import Case, Said
from generator.diff.meaning.lifecycle import PROTECTED, UNPROTECTED
from generator.diff.meaning.words import instead, plain

HEADS = ("source", "version")
_LOCAL = ("./", "../")


def sentences(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """A module of another name makes other objects. What a module from elsewhere does, two trees do not tell."""
    before, after = (module_of(block) if block else None for block in (case.was, case.now))
    if before != after:
        if {before, after} == {KEY_MODULE, UNPROTECTED_KEY_MODULE}:
            yield PROTECTED if after == KEY_MODULE else UNPROTECTED
        else:
            yield Said(
                f"will be made by another module, {plain(_new(changed))}: what the one before made is destroyed unless "
                "the new one has it at the same addresses",
                Risk.DESTROYS,
            )
            return
    source = next((one for one in changed if one.path == "source"), None)
    if source and _place(source.old) != _place(source.new):
        if plain(source.new or "").startswith(_LOCAL):
            yield Said("will be made by the module in the tree instead of one from elsewhere", Risk.IN_PLACE)
        else:
            yield Said(
                f"will be made by the module at {instead(source)}, of which this comparison sees nothing", Risk.IN_PLACE
            )
    versions = [one for one in changed if one.path == "version"]
    for one in versions:
        if source is None or before != after:
            what = f"in the version {instead(one)}" if one.new is not None else "in any version"
            yield Said(f"will be made by its module {what}, of which this comparison sees nothing", Risk.IN_PLACE)


def _new(changed: Sequence[ArgumentChange]) -> str:
    return next((one.new for one in changed if one.path == "source" and one.new), "none")


def _place(source: str | None) -> str:
    """The source without the name of the module at its end, and with what follows a `?`."""
    path, mark, query = plain(source or "").partition("?")
    return path.rstrip("/").rpartition("/")[0] + mark + query
