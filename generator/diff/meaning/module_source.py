"""Where a call takes its module from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.configuration.module_source import KEY_MODULE, UNPROTECTED_KEY_MODULE
from generator.diff.changes import ArgumentChange, Risk
from generator.diff.lists import module_of, without_detours
from generator.diff.meaning.case import Case, Said
from generator.diff.meaning.lifecycle import PROTECTED, UNPROTECTED
from generator.diff.meaning.words import instead, plain

HEADS = ("source", "version")
_OF_THE_TREE = "../../modules/"


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
        if plain(source.new or "").startswith(_OF_THE_TREE):
            yield Said("will be made by the module in the tree instead of one from elsewhere", Risk.IN_PLACE)
        else:
            old = "the one in the tree" if plain(source.old or "").startswith(_OF_THE_TREE) else _shown(source.old)
            yield Said(
                f"will be made by the module at {_shown(source.new)} instead of {old}: what it does, this comparison "
                "does not see",
                Risk.OPENS_ACCESS,
            )
    versions = [one for one in changed if one.path == "version"]
    for one in versions:
        if source is None or before != after:
            what = f"in the version {instead(one)}" if one.new is not None else "in any version"
            yield Said(
                f"will be made by its module {what}: what is new in it, this comparison does not see", Risk.IN_PLACE
            )


def _new(changed: Sequence[ArgumentChange]) -> str:
    return next((one.new for one in changed if one.path == "source" and one.new), "none")


def _place(source: str | None) -> str:
    """The source without the name of the module at its end, and with what follows a `?`."""
    path, mark, query = without_detours(plain(source or "")).partition("?")
    return path.rstrip("/").rpartition("/")[0] + mark + query


def _shown(source: str | None) -> str:
    """The place as people read it, which is the same for all of our modules."""
    return _place(source).replace("//modules", "") or plain(source or "nowhere")
