"""What becomes of an object: where it is in the new tree, and how it leaves or enters one."""

from __future__ import annotations

from generator.configuration.terraform import Expression
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
    ways = {end_of(block, "from"): end_of(block, "to") for block in new.of_type("moved")}
    seen = set()
    while new.at(address) is None and address not in seen and (end := ways.get(address)):
        seen.add(address)
        address = end
    return address


def is_let_go(new: Folder, address: str) -> bool:
    """True if a `removed` block makes Terraform forget the object, and destroy nothing."""
    for block in new.of_type("removed"):
        from_ = end_of(block, "from")
        kept = any(one.arguments.get("destroy") is False for one in block.nested("lifecycle"))
        if kept and from_ is not None and (address == from_ or address.startswith(f"{from_}.")):
            return True
    return False


def is_taken_over(new: Folder, address: str) -> bool:
    """True if an `import` block brings in the object, or something inside of it."""
    ends = (block.arguments.get("to") for block in new.of_type("import"))
    return any(
        isinstance(to, Expression) and (to.source + ".").startswith((f"{address}.", f"{address}[")) for to in ends
    )


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
