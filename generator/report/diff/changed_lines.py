"""What changes in an object, line by line, each with the mark that Terraform's plan gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.diff.changes import Action, ArgumentChange, ObjectChange, StatementChange, StatementText
from generator.report.diff.focus import cut, focused
from generator.report.visible import columns, visible

ADDED, CHANGED, MOVED, REMOVED, SAME = "+", "~", "→", "-", " "
MARKS = {Action.ADDED: ADDED, Action.CHANGED: CHANGED, Action.MOVED: MOVED, Action.REMOVED: REMOVED}
_PARTS = ("principals", "actions", "resources", "conditions")
_TEST = "run."
_CHECK = "lifecycle.postcondition"
_CHECKED = "encryption_key"


@dataclass(frozen=True, slots=True)
class Line:
    """`text` is `visible`; `depth` is 0 for the object itself."""

    mark: str
    depth: int
    text: str


def object_lines(change: ObjectChange, *, width: int, longest: int | None = None) -> Iterator[Line]:
    """The object, its arguments and its policies' statements. An argument's old and new value stand on one line where
    that takes at most `width` columns, indentation not counted. `longest`, in characters, cuts values, and of a pair
    that is wider than `width` what is the same in both.

    What only repeats another change is counted: the assertions of a test, and the postconditions of a database whose
    `encryption_key` block changes. JSON has all of it.
    """
    was = f" (was {change.previous_address})" if change.previous_address is not None else ""
    yield Line(MARKS[change.action], 0, visible(change.address + was))
    repeated = [one for one in change.arguments if _repeats_another(one, change)]
    for argument in change.arguments:
        if argument not in repeated:
            yield from _argument(argument, width, longest)
    if repeated:
        number = f"{len(repeated)} argument{'s' * (len(repeated) != 1)}"
        said = number if change.address.startswith(_TEST) else f"{_CHECK}: {number} to match"
        yield Line(MARKS[change.action], 1, said)
    for statement in change.statements:
        yield from _statement(statement, longest)


def _repeats_another(argument: ArgumentChange, change: ObjectChange) -> bool:
    """A check that goes or comes is shown, but for those of an object that goes or comes as a whole."""
    if change.address.startswith(_TEST):
        return True
    if not argument.path.startswith(_CHECK):
        return False
    is_checked = any(one.path.startswith(_CHECKED) for one in change.arguments)
    return is_checked and (argument.new is not None or change.action is Action.REMOVED)


def _argument(change: ArgumentChange, width: int, longest: int | None) -> Iterator[Line]:
    path = visible(change.path)
    if change.items_added or change.items_removed:
        yield Line(_mark(change.old, change.new), 1, f"{path}:")
        for mark, items in ((REMOVED, change.items_removed), (ADDED, change.items_added)):
            for item in items:
                yield from _value(mark, 2, item, longest)
    elif change.old is None or change.new is None:
        value = change.new if change.new is not None else change.old
        yield from _value(_mark(change.old, change.new), 1, value or "", longest, f"{path}: ")
    else:
        yield from _from_to(path, change.old, change.new, width, longest)


def _from_to(path: str, old: str, new: str, width: int, longest: int | None) -> Iterator[Line]:
    on_one_line = f"{path}: {visible(old)} → {visible(new)}"
    if "\n" not in old + new and columns(on_one_line) <= width:
        yield Line(CHANGED, 1, on_one_line)
        return
    if longest is not None and max(len(old), len(new)) > width:
        old, new = focused(old, new, longest)
    yield Line(CHANGED, 1, f"{path}:")
    yield from _value(REMOVED, 2, old, None)
    yield from _value(ADDED, 2, new, None)


def _value(mark: str, depth: int, value: str, longest: int | None, name: str = "") -> Iterator[Line]:
    """A value after its name; one of several lines, such as a heredoc, below it."""
    first, *further = cut(value, longest).split("\n")
    if not further:
        yield Line(mark, depth, name + visible(first))
        return
    if name:
        yield Line(mark, depth, name.rstrip())
    for line in (first, *further):
        yield Line(mark, depth + bool(name), visible(line.expandtabs(4)))


def _statement(change: StatementChange, longest: int | None) -> Iterator[Line]:
    old, new = change.old, change.new
    effect = " → ".join(dict.fromkeys(visible(side.effect) for side in (old, new) if side is not None))
    yield Line(MARKS[change.action], 1, f"{visible(change.document)}, statement: {effect}")
    for part in _PARTS:
        yield from _part(part, _items(old, part), _items(new, part), longest)


def _items(statement: StatementText | None, part: str) -> tuple[str, ...]:
    items: tuple[str, ...] = getattr(statement, part, ())
    return items


def _part(part: str, old: Sequence[str], new: Sequence[str], longest: int | None) -> Iterator[Line]:
    """A part of a statement: what stays on one line, and each item that does not on its own."""
    removed, added = [one for one in old if one not in new], [one for one in new if one not in old]
    same = [one for one in new if one in old]
    if same or removed or added:
        kept = cut(", ".join(map(visible, same)), longest)
        yield Line(SAME, 2, f"{part}: {kept}".rstrip())
    for mark, items in ((REMOVED, removed), (ADDED, added)):
        for item in items:
            yield Line(mark, 3, cut(visible(item), longest))


def _mark(old: str | None, new: str | None) -> str:
    if old is None:
        return ADDED
    return REMOVED if new is None else CHANGED
