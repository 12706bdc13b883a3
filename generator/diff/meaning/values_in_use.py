"""Input variables and local values by what is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.configuration.terraform import Block, Value
from generator.diff.folder import Folder
from generator.diff.values import written

_REFERENCE = re.compile(r"\b(?:var|local)\.[\w-]+")
# Whatever stands in these, nobody is let in by it, and nothing is lost.
_HARMLESS = frozenset(
    {
        "tags",
        "freeform_tags",
        "defined_tags",
        "description",
        "display_name",
        "compute_count",
        "data_storage_size_in_gb",
        "data_storage_size_in_tbs",
        "condition",
        "error_message",
    }
)
# A variable's checks only say which values it takes, and local values are what their users make of them.
_MAKE_NOTHING = frozenset({"variable", "locals", "check"})


def that_may_open_access(folder: Folder) -> set[str]:
    """`var.NAME` and `local.NAME` of all that something is made of, by way of other local values as well, of which
    nobody knows here that it is harmless. Outputs of a stack make nothing; those of a module go into its callers."""
    make_nothing = _MAKE_NOTHING if folder.path.startswith("modules/") else _MAKE_NOTHING | {"output"}
    made_of = {
        f"local.{name}": _references(value)
        for block in folder.of_type("locals")
        for name, value in block.arguments.items()
    }
    left = {name for block in folder.blocks if block.type not in make_nothing for name in _in_block(block)}
    found: set[str] = set()
    while left:
        found |= left
        left = {name for one in left for name in made_of.get(one, ())} - found
    return found


def _in_block(block: Block) -> Iterator[str]:
    for name, value in block.arguments.items():
        if name not in _HARMLESS:
            yield from _references(value)
    for nested in block.blocks:
        yield from _in_block(nested)


def _references(value: Value) -> set[str]:
    return set(_REFERENCE.findall(written(value)))
