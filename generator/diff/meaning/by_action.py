"""What becomes of an object of any kind, by what happens to its block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.diff.changes import Action, Risk
from generator.diff.meaning.afterwards import IN_NO_STACK, is_let_go, is_whole_stack
from generator.diff.meaning.case import Case, Said
from generator.diff.meaning.names import moved


def by_action(
    case: Case,
    *,
    stays: str,
    added: Callable[[Case], Iterable[Said]],
    removed: Callable[[Case], Said],
    changed: Callable[[Case], Iterable[Said]],
) -> Iterator[Said]:
    """What the kind says of a new object, of one that is destroyed, and of arguments that change, also where the object
    moves. `stays` is what an object does that Terraform lets go of: "stays in AWS"."""
    match case.change.action:
        case Action.ADDED:
            yield from added(case)
        case Action.REMOVED:
            yield _outlives(case, stays) or removed(case)
        case Action.MOVED:
            yield moved(case)
    if case.change.action in (Action.CHANGED, Action.MOVED) and case.change.arguments:
        yield from changed(case)


def _outlives(case: Case, stays: str) -> Said | None:
    if is_let_go(case.new, case.change.address):
        return Said(f"will be let go of: it {stays}, and Terraform no longer manages it", Risk.IN_PLACE)
    return IN_NO_STACK if is_whole_stack(case.new) else None
