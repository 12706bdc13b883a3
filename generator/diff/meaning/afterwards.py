"""What becomes of an object: where it is in the new tree, and how it leaves or enters one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from generator.diff.changes import Action, Risk
from generator.diff.folder import Folder
from generator.diff.meaning.case import Case, Said
from generator.diff.moves import end_of

IN_NO_STACK = Said("will be in no stack and stay in the clouds, managed by nobody", Risk.ENDANGERS)
"""An object of a stack that is removed as a whole: nobody plans that stack any more, so nothing is destroyed either."""
_GOES = Said("will go with its stack", Risk.NONE)
_ABOUT_STATE = {"moved": "a moved block", "removed": "a removed block", "import": "an import block"}


def address_in(new: Folder, address: str) -> str:
    """The address that an object of the old tree has in the new one, by its `moved` blocks."""
    return new.once(_ends).get(address, address)


def _ends(new: Folder) -> Mapping[str, str]:
    """Where each way of `moved` blocks leads; a circle leads to where it is entered."""
    steps = {
        start: end
        for block in new.of_type("moved")
        if (start := end_of(block, "from"))
        if (end := end_of(block, "to")) and new.at(start) is None
    }
    ends: dict[str, str] = {}
    for start in steps:
        way: dict[str, None] = {}
        at = start
        while at in steps and at not in ends and at not in way:
            way[at] = None
            at = steps[at]
        if at in way:
            circle = [*way][[*way].index(at) :]
            ends |= {one: one for one in circle}
        end = ends.get(at, at)
        ends |= {one: end for one in way if one not in ends}
    return ends


def is_moved_from(new: Folder, address: str) -> bool:
    """True if a `moved` block leads away from an address."""
    return address in new.once(_moved)["from"]


def is_moved_to(new: Folder, address: str) -> bool:
    """True if a `moved` block leads to an address."""
    return address in new.once(_moved)["to"]


def _moved(new: Folder) -> Mapping[str, frozenset[str | None]]:
    return {name: frozenset(end_of(block, name) for block in new.of_type("moved")) for name in ("from", "to")}


def is_let_go(new: Folder, address: str) -> bool:
    """True if a `removed` block makes Terraform forget the object, and destroy nothing."""
    outer = new.once(_let_go)
    place = bisect_right(outer, f"{address}.")
    return place > 0 and f"{address}.".startswith(outer[place - 1])


def _let_go(new: Folder) -> Sequence[str]:
    """The addresses that are let go of, each with a dot, without those inside of another one. Of these, in order, only
    the last that comes not after an address can be the beginning of it."""
    addresses = sorted(
        f"{address}."
        for block in new.of_type("removed")
        if any(one.arguments.get("destroy") is False for one in block.nested("lifecycle"))
        if (address := end_of(block, "from")) is not None
    )
    outer: list[str] = []
    for one in addresses:
        if not outer or not one.startswith(outer[-1]):
            outer.append(one)
    return outer


def is_taken_over(new: Folder, address: str) -> bool:
    """True if an `import` block brings in the object, or something inside of it."""
    return any(is_prefix(inside, new.once(_taken_over)) for inside in (f"{address}.", f"{address}["))


def _taken_over(new: Folder) -> Sequence[str]:
    return sorted(f"{address}." for block in new.of_type("import") if (address := end_of(block, "to")) is not None)


def is_prefix(text: str, ordered: Sequence[str]) -> bool:
    """True if one of the texts, which are in order, begins with this one."""
    place = bisect_left(ordered, text)
    return place < len(ordered) and ordered[place].startswith(text)


def is_whole_stack(folder: Folder) -> bool:
    """True for a stack or module that is not there: the other tree has it as a whole."""
    return not folder.blocks


def goes_with_its_stack(case: Case) -> Said | None:
    """What a block means that is no object of a cloud, where its stack is removed as a whole: nothing of its own. The
    subject of a block about the state is an object, which stays."""
    if case.change.action is not Action.REMOVED or not is_whole_stack(case.new):
        return None
    type = case.was.type if case.was else ""
    if type in _ABOUT_STATE:
        return Said(f"will no longer stand in {_ABOUT_STATE[type]}, which goes with its stack", Risk.NONE)
    return _GOES if type in ("variable", "output", "locals", "check", "data") else None
