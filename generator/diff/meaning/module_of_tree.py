"""A module of the tree itself: what changes in it changes for every stack that calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.diff.changes import Risk
from generator.diff.meaning.case import Case, Said

OfObject = Callable[[Case], tuple[Said, ...]]


def meanings(case: Case, of_object: OfObject) -> Iterator[Said]:
    """The subject is the module. One that comes or goes as a whole does nothing by itself: the stacks that call it
    change as well."""
    if not case.old.blocks:
        yield Said("will be in the tree for stacks to call", Risk.NONE)
    elif not case.new.blocks:
        yield Said("will no longer be in the tree; no stack can call it", Risk.NONE)
    else:
        block = case.block
        for said in of_object(case):
            if block is not None and block.type == "output" and said.risk is Risk.NONE:
                yield Said(
                    f"will change for every stack that calls it: {case.change.address} {said.text}", Risk.IN_PLACE
                )
            else:
                yield Said(f"will change for every stack that calls it: {case.change.address} {said.text}", said.risk)


def is_module(case: Case) -> bool:
    """True for an object of a module that the stacks share."""
    return (case.new.path or case.old.path).startswith("modules/")
