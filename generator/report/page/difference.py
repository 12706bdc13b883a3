"""What a difference means, in as few sentences as possible."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diff.changes import Difference, Risk


@dataclass(frozen=True, slots=True)
class Headline:
    """A sentence about the subjects that the same is said of; `folders` are where they are."""

    risk: Risk
    subjects: tuple[str, ...]
    text: str
    folders: tuple[str, ...]


def headlines(difference: Difference) -> tuple[Headline, ...]:
    """The worst first, and else in the order of the stacks."""
    subjects: dict[tuple[Risk, str], dict[str, None]] = {}
    folders: dict[tuple[Risk, str], dict[str, None]] = {}
    for folder in difference.folders:
        for changed in folder.objects:
            for meaning in changed.meanings:
                said = (meaning.risk, meaning.text)
                subjects.setdefault(said, {})[meaning.subject] = None
                folders.setdefault(said, {})[folder.name] = None
    ordered = sorted(subjects, key=lambda said: -said[0].rank)
    return tuple(
        Headline(risk, tuple(subjects[risk, text]), text, tuple(folders[risk, text])) for risk, text in ordered
    )
