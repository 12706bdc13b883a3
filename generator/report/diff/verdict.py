"""The difference in a sentence or two: how much changes, and whether anything is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.diff.changes import Action, Difference, FolderChange, ObjectChange, Risk
from generator.report.diff.kinds import OBJECT, counted, counted_kinds, is_in_the_clouds, is_of_the_stack, kind_of

_NOTHING_LOST = "nothing is destroyed or replaced"
_WORDS = {Risk.DESTROYS: "destroyed", Risk.REPLACES: "replaced"}
_WARNINGS = {Risk.ENDANGERS: "keys or databases are endangered by", Risk.OPENS_ACCESS: "access is opened by"}
_REMOVED = "removed"
_SAME = "the same"
_FILE = "file"


def losses(difference: Difference) -> str:
    """`nothing is destroyed or replaced`, or what is: `2 databases and 1 key destroyed, the alias of 1 key replaced`.

    What is removed and of which nobody says what becomes of it is named as well, so that nothing is promised of it.
    """
    found: dict[str, list[tuple[str, str]]] = {word: [] for word in (*_WORDS.values(), _REMOVED)}
    for folder in difference.folders:
        of_stack: set[tuple[str, str]] = set()
        for one in folder.objects:
            kind = kind_of(one.address)
            if one.risk not in _WORDS:
                if one.action is Action.REMOVED and not one.meanings and is_in_the_clouds(kind):
                    found[_REMOVED].append(("", kind))
            elif (part := _part(one)) and is_of_the_stack(one.address):
                of_stack.add((_WORDS[one.risk], part))
            else:
                found[_WORDS[one.risk]].append((part, kind))
        for word, part in sorted(of_stack):
            found[word].append((part, "stack"))
    return ", ".join(f"{_lost(lost)} {word}" for word, lost in found.items() if lost) or _NOTHING_LOST


def _part(change: ObjectChange) -> str:
    """What of an object its worst meanings are about; "" for the object itself."""
    risk = change.risk  # found by a look at all meanings
    parts = [meaning.part for meaning in change.meanings if meaning.risk is risk]
    return parts[0] if all(parts) and parts else ""


def _lost(lost: Iterable[tuple[str, str]]) -> str:
    """`1 database and 1 key`, `1 database and older backups of 2 databases`."""
    by_part: dict[str, list[str]] = {}
    for part, kind in sorted(lost, key=lambda one: bool(one[0])):
        by_part.setdefault(part, []).append(kind)
    return " and ".join(
        f"{part} of {counted_kinds(kinds)}" if part else counted_kinds(kinds) for part, kinds in by_part.items()
    )


def verdict(difference: Difference) -> str:
    """What is lost, or that nothing is, and what else is to be looked at: `nothing is destroyed or replaced; access is
    opened by 1 role; 1 file not compared`."""
    warned = {risk: [one for folder in difference.folders for one in _with(folder, risk)] for risk in _WARNINGS}
    objects = (one for folder in difference.folders for one in folder.objects)
    uncompared = sum(kind_of(one.address) == _FILE for one in objects)
    return "; ".join(
        [
            losses(difference),
            *(f"{_WARNINGS[risk]} {counted_kinds(kinds)}" for risk, kinds in warned.items() if kinds),
            *([f"{counted(uncompared, _FILE)} not compared"] if uncompared else []),
        ]
    )


def _with(folder: FolderChange, risk: Risk) -> Iterable[str]:
    kinds = (kind_of(one.address) for one in folder.objects if any(meaning.risk is risk for meaning in one.meanings))
    return (kind for kind in kinds if kind != _FILE)


def is_empty(difference: Difference) -> bool:
    """True if Terraform finds nothing else in the one tree than in the other."""
    return not difference.folders


def what_changes(difference: Difference) -> str:
    """`10 stacks and 1 module change`, `1 stack is added`, `2 stacks change`; `Nothing changes` if it is so."""
    if is_empty(difference):
        return "Nothing changes"
    stacks, modules = difference.stacks, difference.modules
    parts = [counted(len(folders), noun) for folders, noun in ((stacks, "stack"), (modules, "module")) if folders]
    actions = {one.action for one in difference.folders}
    number = len(difference.folders)
    if len(actions) == 1 and Action.CHANGED not in actions:
        verb = f"{'is' if number == 1 else 'are'} {next(iter(actions))}"
    else:
        verb = "changes" if number == 1 else "change"
    return f"{' and '.join(parts)} {verb}"


def objects_counted(folders: Iterable[FolderChange], *, by_kind: bool = False) -> str:
    """`20 objects added, 60 changed`; "" for none. `by_kind`: `20 objects added (10 keys, 10 others), …`."""
    found: dict[Action, list[str]] = {action: [] for action in Action}
    for folder in folders:
        for one in folder.objects:
            found[one.action].append(kind_of(one.address))
    words: list[str] = []
    for action, kinds in found.items():
        if kinds:
            number = f"{len(kinds):,}" if words else counted(len(kinds), OBJECT)
            words.append(f"{number} {action}" + (_by_kind(kinds) if by_kind else ""))
    return ", ".join(words)


def _by_kind(kinds: Iterable[str]) -> str:
    numbers = Counter(kinds)
    others = numbers.pop(OBJECT, 0)
    words = [counted(number, kind) for kind, number in numbers.most_common()]
    if words and others:
        words.append(counted(others, "other"))
    return f" ({', '.join(words)})" if words else ""


def stacks_counted(difference: Difference) -> str:
    """`1 stack added, 9 changed, 2 the same`."""
    # A stack that calls a changed module changes with it, and has no change of its own.
    the_same = "otherwise the same" if difference.modules else _SAME
    return folders_counted(difference.stacks, "stack", difference.unchanged, the_same) or f"0 stacks {_SAME}"


def folders_counted(folders: Iterable[FolderChange], noun: str, same: int = 0, the_same: str = _SAME) -> str:
    """`1 module added, 2 changed`; "" for none. `same` is how many are not among them, `the_same` what is said of
    those."""
    numbers = Counter(one.action for one in folders)
    words = [(numbers[action], str(action)) for action in Action if numbers[action]]
    if same:
        words.append((same, the_same))
    return ", ".join(
        f"{f'{number:,}' if place else counted(number, noun)} {action}" for place, (number, action) in enumerate(words)
    )


def reworded(difference: Difference) -> str:
    """`3 files are worded in another way and say the same to Terraform`; "" if there are none."""
    number = len(difference.reworded)
    if not number:
        return ""
    be, say = ("is", "says") if number == 1 else ("are", "say")
    return f"{counted(number, 'file')} {be} worded in another way and {say} the same to Terraform"
