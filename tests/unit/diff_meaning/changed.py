"""Small stacks, and what a change from one to another means."""

from __future__ import annotations

from collections.abc import Sequence

from generator.configuration.terraform import Block
from generator.diff.changes import Meaning, ObjectChange
from generator.diff.folder import Folder
from generator.diff.objects import object_changes
from generator.verify.hcl_reader import read_file

STACK = "stacks/shop-prod"


def read(text: str) -> Sequence[Block]:
    """The blocks of a file that Terraform takes."""
    reading = read_file(text, f"{STACK}/main.tf")
    assert not reading.diagnostics, reading.diagnostics
    return reading.blocks


def changes(old: Sequence[Block] | str, new: Sequence[Block] | str, folder: str = STACK) -> tuple[ObjectChange, ...]:
    """The changes of the objects of a stack, with their meanings."""
    before, after = (read(one) if isinstance(one, str) else one for one in (old, new))
    files = f"{folder}/main.tf"
    return object_changes({files: before}, {files: after}, Folder(folder, before), Folder(folder, after))


def meanings(old: Sequence[Block] | str, new: Sequence[Block] | str, folder: str = STACK) -> list[Meaning]:
    """What they mean, in order."""
    return [meaning for one in changes(old, new, folder) for meaning in one.meanings]


def said(old: Sequence[Block] | str, new: Sequence[Block] | str, folder: str = STACK) -> list[str]:
    """The same with the risk before each sentence."""
    return [f"{one.risk}: {one.sentence}" for one in meanings(old, new, folder)]
