"""The text of a rendered file, read line by line: either exactly what `hcl_reader` reads in it, or nothing.

Files as our templates and layout write them have one argument, entry, bracket or header on a line. `lines` says what a
line is; here they are put together. Whatever is not of that plain form, or is wrong in any way, is left to
`hcl_reader`, which also says what is wrong with it and where.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.terraform import Block, Value
from generator.verify.hcl_size import excess
from generator.verify.quick.lines import IN_BODY, IN_LIST, IN_OBJECT, Says
from generator.verify.quick.subset import NotInSubset

_NEVER = ("\r", "\0")  # NUL is what `shapes` marks slots with
# Deep nesting is where `hcl_reader` says that it is too deep.
_DEEPEST = 16


def read_quickly(text: str) -> tuple[Block, ...] | None:
    """The top-level blocks of a file, the same that `hcl_reader.read` gives without diagnostics; None if it is not in
    the form that adbkms writes. Raises `hcl_grammar.GrammarMissing` when python-hcl2 is not there."""
    if any(sign in text for sign in _NEVER) or excess(text):
        return None
    lines = iter((*text.split("\n"), "}"))  # as if the file were the body of a block
    try:
        arguments, blocks = _body(lines, 0)
    except NotInSubset:
        return None
    # Arguments outside of blocks, or a brace that closes what was never opened.
    return None if arguments or next(lines, None) is not None else blocks


def _body(lines: Iterator[str], depth: int) -> tuple[dict[str, Value], tuple[Block, ...]]:
    """What stands in a block, up to its closing brace."""
    arguments: dict[str, Value] = {}
    blocks: list[Block] = []
    said = IN_BODY
    for line in lines:
        says, name, value = said[line]
        if says == 1:
            if name in arguments:
                raise NotInSubset
            arguments[name] = value
        elif says == 0:
            continue
        elif says == 2:
            return arguments, tuple(blocks)
        elif depth == _DEEPEST:
            raise NotInSubset
        elif says == 5:
            blocks.append(Block(name, value, *_body(lines, depth + 1)))  # type: ignore[arg-type]
        elif name in arguments:
            raise NotInSubset
        else:
            arguments[name] = _collection(lines, says, depth + 1, "")
    raise NotInSubset  # a block does not end


def _collection(lines: Iterator[str], says: int, depth: int, comma: str) -> Value:
    return _object(lines, depth, comma) if says == Says.OBJECT else _list(lines, depth, comma)


def _object(lines: Iterator[str], depth: int, comma: str) -> dict[str, Value]:
    """The entries of an object; `comma` is what must stand behind its closing brace."""
    entries: dict[str, Value] = {}
    for line in lines:
        says, name, value = IN_OBJECT[line]
        if says == Says.NOTHING:
            continue
        if says == Says.CLOSE:
            if name != comma:
                break
            return entries
        if name in entries or depth == _DEEPEST:
            break
        entries[name] = value if says == Says.VALUE else _collection(lines, says, depth + 1, "")
    raise NotInSubset


def _list(lines: Iterator[str], depth: int, comma: str) -> tuple[Value, ...]:
    """The elements of a list; `comma` is what must stand behind its closing bracket."""
    elements: list[Value] = []
    for line in lines:
        says, name, value = IN_LIST[line]
        if says == Says.NOTHING:
            continue
        if says == Says.CLOSE:
            if name != comma:
                break
            return tuple(elements)
        if depth == _DEEPEST:
            break
        elements.append(value if says == Says.VALUE else _collection(lines, says, depth + 1, ","))
    raise NotInSubset
