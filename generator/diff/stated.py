"""The statements of policy documents, as they are compared and as they are shown."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.diff.changes import Action, StatementChange, StatementText
from generator.iam.policy_document import Statement

_MOST_PAIRS = 40_000  # of statements; the largest policy that IAM takes has a few hundred


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
    twins = _twins(before, after)
    changes = []
    for number, one in enumerate(after):
        twin = twins.get(number)
        action = Action.ADDED if twin is None else Action.CHANGED
        changes.append(StatementChange(kind, action, twin.text if twin else None, one.text))
    was_twin = {id(one) for one in twins.values()}
    gone = [one for one in before if id(one) not in was_twin]
    return (*changes, *(StatementChange(kind, Action.REMOVED, one.text, None) for one in gone))


def say_the_same(old: Document, new: Document) -> bool:
    """True if two documents are the same but for the order of what they say; that of names counts as well."""
    before, after = (Counter((one.sid, one.meaning) for one in document.statements) for document in (old, new))
    return before == after and old.besides == new.besides


def _without_equals(old: Iterable[Stated], new: Iterable[Stated]) -> tuple[list[Stated], list[Stated]]:
    """What only one side has. Of several that are equal to one, the one of the same `sid` is its twin, or the first."""
    before, after = list(old), []
    same: dict[tuple[str | None, Statement], deque[int]] = {}
    equal: dict[Statement, deque[int]] = {}
    for number, one in enumerate(before):
        same.setdefault((one.sid, one.meaning), deque()).append(number)
        equal.setdefault(one.meaning, deque()).append(number)
    taken: set[int] = set()
    for one in new:
        for twins in (same.get((one.sid, one.meaning)), equal.get(one.meaning)):
            while twins and twins[0] in taken:
                twins.popleft()
            if twins:
                taken.add(twins.popleft())
                break
        else:
            after.append(one)
    return [one for number, one in enumerate(before) if number not in taken], after


def _twins(before: Sequence[Stated], after: Sequence[Stated]) -> dict[int, Stated]:
    """By the number of a new statement, the old one that it was: the one of the same `sid`, or else the closest. Among
    more statements than a policy can have it is looked for by its `sid` alone."""
    if len(before) * len(after) > _MOST_PAIRS:
        named = {one.sid: one for one in reversed(before) if one.sid is not None}
        return {number: twin for number, one in enumerate(after) if (twin := named.pop(one.sid or "", None))}
    left = list(before)
    twins: dict[int, Stated] = {}
    for is_twin in (_has_same_sid, _is_close):
        for number, one in enumerate(after):
            found = [other for other in left if number not in twins and is_twin(one, other)]
            if found:
                twins[number] = max(found, key=lambda other: _in_common(one, other))
                left = [other for other in left if other is not twins[number]]
    rest = [number for number in range(len(after)) if number not in twins]
    if len(rest) == len(left) == 1 and _can_be_one(after[rest[0]], left[0]):
        twins[rest[0]] = left[0]
    return twins


def _has_same_sid(one: Stated, other: Stated) -> bool:
    return one.sid is not None and one.sid == other.sid


def _can_be_one(one: Stated, other: Stated) -> bool:
    """A statement with another name, or that denies what it has allowed, is another one."""
    return (one.sid is None or other.sid is None) and one.meaning.effect == other.meaning.effect


def _is_close(one: Stated, other: Stated) -> bool:
    """True if they have an action in common. That both are about `*` or everybody says little."""
    return _can_be_one(one, other) and bool(one.meaning.actions.values & other.meaning.actions.values)


def _in_common(one: Stated, other: Stated) -> int:
    """How many of the four parts are the same."""
    parts: tuple[Callable[[Statement], object], ...] = (
        lambda of: of.principals,
        lambda of: of.actions,
        lambda of: of.resources,
        lambda of: of.conditions,
    )
    return sum(part(one.meaning) == part(other.meaning) for part in parts)
