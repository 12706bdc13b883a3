"""What becomes of an object: where it is in the new tree, and how it leaves or enters one."""

from __future__ import annotations

from generator.configuration.terraform import Expression
from generator.diff.folder import Folder
from generator.diff.moves import end_of


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
