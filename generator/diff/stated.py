"""The statements of policy documents, as they are compared and as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.diff.changes import Action, StatementChange, StatementText
from generator.iam.policy_document import Statement

_ENOUGH = 3  # of the five parts: with fewer in common, one statement went and another came


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement: its `sid`, what IAM makes of it in a form that is equal for equal ones, and its text."""

    sid: str | None
    meaning: Statement
    text: StatementText


@dataclass(frozen=True, slots=True)
class Document:
    """A policy document in words, such as "trust policy", with its statements, and all that it says besides them."""

    kind: str
    statements: tuple[Stated, ...]
    besides: tuple[object, ...] = ()


def statement_changes(old: Document | None, new: Document | None) -> tuple[StatementChange, ...]:
    """The statements that only one of two documents has, or that are changed. Their order says nothing."""
    before, after = _without_equals(old.statements if old else (), new.statements if new else ())
    document = new or old
    kind = document.kind if document else ""
    changes = []
    for one in after:
        twin = _closest(one, before, alone=len(after) == 1)
        if twin is not None:
            before.remove(twin)
            changes.append(StatementChange(kind, Action.CHANGED, twin.text, one.text))
        else:
            changes.append(StatementChange(kind, Action.ADDED, None, one.text))
    return (*changes, *(StatementChange(kind, Action.REMOVED, one.text, None) for one in before))


def say_the_same(old: Document, new: Document) -> bool:
    """True if two documents are the same but for the order of what they say; that of names counts as well."""
    before, after = ([(one.sid, one.meaning) for one in document.statements] for document in (old, new))
    for one in after:
        if one not in before:
            return False
        before.remove(one)
    return not before and old.besides == new.besides


def _without_equals(old: Iterable[Stated], new: Iterable[Stated]) -> tuple[list[Stated], list[Stated]]:
    before, after = list(old), []
    for one in new:
        equals = [other for other in before if other.meaning == one.meaning]
        twin = next((other for other in equals if other.sid == one.sid), equals[0] if equals else None)
        if twin is None:
            after.append(one)
        else:
            before.remove(twin)
    return before, after


def _closest(one: Stated, among: Sequence[Stated], *, alone: bool) -> Stated | None:
    named = [other for other in among if one.sid is not None and other.sid == one.sid]
    if named or (alone and len(among) == 1):
        return named[0] if named else among[0]
    best = max(among, key=lambda other: _in_common(one, other), default=None)
    return best if best is not None and _in_common(one, best) >= _ENOUGH else None


def _in_common(one: Stated, other: Stated) -> int:
    parts: tuple[Callable[[Statement], object], ...] = (
        lambda of: of.effect,
        lambda of: of.principals,
        lambda of: of.actions,
        lambda of: of.resources,
        lambda of: of.conditions,
    )
    return sum(part(one.meaning) == part(other.meaning) for part in parts)
