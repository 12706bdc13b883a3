"""The difference in a sentence or two: how much changes, and whether anything is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.diff.changes import Action, Difference, FolderChange, Risk
from generator.report.diff.kinds import counted, counted_kinds, kind_of

_NOTHING_LOST = "nothing is destroyed or replaced"
_WORDS = {Risk.DESTROYS: "destroyed", Risk.REPLACES: "replaced"}


def losses(difference: Difference) -> str:
    """`nothing is destroyed or replaced`, or what is: `2 databases and 1 key destroyed, 1 role replaced`."""
    found = []
    for risk, word in _WORDS.items():
        kinds = [kind_of(one.address) for folder in difference.folders for one in folder.objects if one.risk is risk]
        if kinds:
            found.append(f"{counted_kinds(kinds)} {word}")
    return ", ".join(found) or _NOTHING_LOST


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


def objects_counted(folders: Iterable[FolderChange]) -> str:
    """`20 objects added, 60 changed`; "" for none."""
    numbers = Counter(one.action for folder in folders for one in folder.objects)
    found = [(numbers[action], action) for action in Action if numbers[action]]
    words = [f"{number:,} {action}" for number, action in found]
    if not words:
        return ""
    number, action = found[0]
    return ", ".join([f"{counted(number, 'object')} {action}", *words[1:]])


def stacks_counted(difference: Difference) -> str:
    """`1 stack added, 9 changed, 2 the same`."""
    numbers = Counter(one.action for one in difference.stacks)
    words = [(numbers[action], str(action)) for action in Action if numbers[action]]
    if difference.unchanged or not words:
        words.append((difference.unchanged, "the same"))
    number, action = words[0]
    return ", ".join(
        [f"{counted(number, 'stack')} {action}", *(f"{number:,} {action}" for number, action in words[1:])]
    )


def reworded(difference: Difference) -> str:
    """`3 files are worded in another way and say the same to Terraform`; "" if there are none."""
    number = len(difference.reworded)
    if not number:
        return ""
    be, say = ("is", "says") if number == 1 else ("are", "say")
    return f"{counted(number, 'file')} {be} worded in another way and {say} the same to Terraform"
