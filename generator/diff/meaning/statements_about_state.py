"""`moved`, `removed` and `import` blocks that no other change tells of: what Terraform is to think of its state."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.terraform import Block
from generator.diff.changes import Action, Risk
from generator.diff.meaning.afterwards import is_let_go, is_moved_from
from generator.diff.meaning.case import Case, Said
from generator.diff.meaning.names import name_of
from generator.diff.meaning.words import shown
from generator.diff.moves import end_of

_BEFORE_APPLY = "where the tree before has not been applied yet"


def moved(case: Case) -> Iterator[Said]:
    """The subject is the address that the block leads to."""
    start = end_of(case.block, "from") if case.block else None
    if case.change.action is Action.REMOVED:
        yield Said(
            f"will no longer be known as what was {start}: {_BEFORE_APPLY}, it is destroyed and made anew",
            Risk.IN_PLACE,
        )
    elif start is not None and _is_taken(case):
        yield Said(
            f"will not be known to Terraform as what was {start}: Terraform moves nothing to where something is, and "
            f"destroys what is left at {start}",
            Risk.DESTROYS,
            f"what is left at {start}",
        )
    else:
        yield Said(f"will be known to Terraform as what was {start}, if that is in its state", Risk.NONE)


def _is_taken(case: Case) -> bool:
    """True if the old tree has an object where the block leads to, and the new one leaves it there: what was at the
    start of the way, and is at no other place now, is an orphan in the state."""
    start, end = (end_of(case.block, name) if case.block else None for name in ("from", "to"))
    if start is None or end is None or case.old.at(start) is None or case.new.at(start) is not None:
        return False
    if case.old.at(end) is None:
        return False
    return not (is_moved_from(case.new, end) or is_let_go(case.new, end))


def removed(case: Case) -> Iterator[Said]:
    """The subject is the address that is let go of."""
    if case.change.action is Action.REMOVED:
        yield Said(f"will no longer be said to be let go of: {_BEFORE_APPLY}, Terraform destroys it", Risk.IN_PLACE)
    elif _is_kept(case.now):
        yield Said("will be forgotten by Terraform and stay as it is", Risk.NONE)
    else:
        yield Said("will be destroyed: its removed block does not say `destroy = false`", Risk.DESTROYS)


def _is_kept(block: Block | None) -> bool:
    return block is not None and any(one.arguments.get("destroy") is False for one in block.nested("lifecycle"))


def imported(case: Case) -> Iterator[Said]:
    """The subject is the address that something is taken over to."""
    match case.change.action:
        case Action.REMOVED:
            yield Said(f"will no longer be taken over: {_BEFORE_APPLY}, Terraform makes a new one", Risk.IN_PLACE)
        case Action.ADDED:
            yield Said(f"will be taken over from the cloud, where it is {shown(case.after('id'))}", Risk.IN_PLACE)
        case _:
            place = shown(case.after("id"))
            yield Said(
                f"will be taken over from the cloud, where it is another one than before, {place}", Risk.IN_PLACE
            )


def subject(case: Case) -> str:
    """The object that a block is about, by its name if the tree has it."""
    block = case.block
    name = {"moved": "to", "removed": "from", "import": "to"}[block.type] if block else ""
    address = (end_of(block, name) if block else None) or case.change.address
    found = _object(case, address)
    if found is None:
        return address
    inside = address.removeprefix(found.address).lstrip(".")
    return f"{name_of(found)} ({inside})" if inside else name_of(found)


def _object(case: Case, address: str) -> Block | None:
    """The object with an address, or the module call that it is inside of."""
    steps = address.split(".")
    outer = ".".join(steps[:2])
    return case.new.at(outer) or case.old.at(outer)
