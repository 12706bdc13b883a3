"""Tags in AWS."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diff.changes import ArgumentChange, Risk
from generator.diff.meaning.case import Case, Said
from generator.diff.meaning.words import listed, plain

HEADS = ("tags",)


def sentences(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """Which tags are not the same; their values stand with the arguments."""
    yield Said(f"will have other tags in AWS{keys(changed)}", Risk.IN_PLACE)


def keys(changed: Sequence[ArgumentChange]) -> str:
    """`: team and stage`, or nothing where the keys cannot be told."""
    found = [plain(one.path.partition("[")[2][:-1]) for one in changed if "[" in one.path]
    return f": {listed(found)}" if found else ""
