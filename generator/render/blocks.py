"""Blocks of Terraform as lines in canonical layout: a line break, indentation and text for each.

Templates say which blocks stand where; what is the same for any block is written here, since a template's loop over
each argument of each block would take most of the time that a large fleet takes to render.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from jinja2 import TemplateRuntimeError

from generator.configuration.literals import assignments, comment, quoted
from generator.configuration.terraform import Block

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


@lru_cache(maxsize=1024)  # the same few names stand in every stack
def checked_name(text: str) -> str:
    """The text, if it is a bare identifier of HCL, such as an argument's name or a block's type."""
    if not _NAME.fullmatch(text):
        raise TemplateRuntimeError(f"{text!r} is not a name in HCL")
    return text


def argument_lines(block: Block, depth: int, only: Collection[str] | None = None, without: Collection[str] = ()) -> str:
    """The block's arguments, `depth` steps from the margin: all `without` these, or `only` these and in this order."""
    arguments = block.arguments
    if only is not None:
        arguments = {name: arguments[name] for name in only if name in arguments}
    if without:
        arguments = {name: value for name, value in arguments.items() if name not in without}
    return assignments(arguments, checked_name, _line_break(depth))


def comment_lines(block: Block, depth: int) -> str:
    """The block's comments."""
    return "".join([f"\n{comment(text)}".replace("\n", _line_break(depth)) for text in block.comments])


def block_lines(block: Block, depth: int) -> str:
    """The whole block with its arguments and the blocks in it, each apart from what is before it."""
    line_break = _line_break(depth)
    labels = "".join([f" {quoted(label)}" for label in block.labels])
    arguments = argument_lines(block, depth + 1)
    blocks = "\n".join([block_lines(inner, depth + 1) for inner in block.blocks])
    apart = "\n" if arguments and blocks else ""
    return f"{line_break}{checked_name(block.type)}{labels} {{{arguments}{apart}{blocks}{line_break}}}"


def _line_break(depth: int) -> str:
    return "\n" + "  " * depth
