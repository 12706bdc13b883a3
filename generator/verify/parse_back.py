"""The rendered file against the configuration that it was rendered from, both ways.

What counts is what Terraform reads: comments, layout and the order of top-level blocks and arguments do not;
values with their types and the order of nested blocks of one type do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

from generator.configuration.terraform import Block, Value
from generator.diagnostics import Diagnostic
from generator.verify import codes
from generator.verify.canonical_source import source
from generator.verify.hcl_reader import Reading, read_file
from generator.verify.quick.reader import read_quickly
from generator.verify.same_value import same_value, say_the_same
from generator.verify.source_text import Places, no_places

_LONGEST_SHOWN = 400
_Header: TypeAlias = tuple[str, tuple[str, ...]]


def verify_file(text: str, expected: Sequence[Block], filename: str, *, full_parse: bool = False) -> list[Diagnostic]:
    """Everything in which a rendered file differs from its configuration, and all that Terraform refuses.

    What the quick reader finds the same is the same. Everything else, and with `full_parse` all, is read by
    `hcl_reader`, which knows what is wrong and where.
    """
    if not full_parse and _is_quickly_found_right(text, expected):
        return []
    return verify_reading(read_file(text, filename), expected, filename)


def verify_reading(reading: Reading, expected: Sequence[Block], filename: str) -> list[Diagnostic]:
    """As `verify_file` in full, of a file that `hcl_reader` has read."""
    if reading.diagnostics and not reading.blocks:
        return list(reading.diagnostics)  # that every block is missing as well would hide the reason
    return [*reading.diagnostics, *compare(expected, reading.blocks, filename, reading.places)]


def _is_quickly_found_right(text: str, expected: Sequence[Block]) -> bool:
    found = read_quickly(text)
    return found is not None and (say_the_same(expected, found) or not compare(expected, found, ""))


def compare(
    expected: Sequence[Block], found: Sequence[Block], filename: str, places: Places | None = None
) -> list[Diagnostic]:
    """The differences between the blocks of a configuration and those read back with `hcl_reader.read`.

    `places` says where the found blocks stand (`hcl_reader.read_file`); without it only the file is named.
    """
    comparison = _Comparison(places or no_places(filename))
    return list(comparison.top_level(expected, found))


@dataclass(frozen=True, slots=True)
class _Comparison:
    places: Places

    def top_level(self, expected: Sequence[Block], found: Sequence[Block]) -> Iterator[Diagnostic]:
        left = _by_header(expected)
        right = _by_header(found)
        for header in {**left, **right}:
            missing, extra = _without_equals(left.get(header, []), right.get(header, []))
            yield from self._paired(missing, extra, "")

    def _nested(self, expected: Block, found: Block, address: str) -> Iterator[Diagnostic]:
        for kind in dict.fromkeys(block.type for block in (*expected.blocks, *found.blocks)):
            yield from self._paired(expected.nested(kind), found.nested(kind), address)

    def _paired(self, expected: Sequence[Block], found: Sequence[Block], parent: str) -> Iterator[Diagnostic]:
        for left, right in zip_longest(expected, found):
            if left is None:
                detail = f"{_within(parent, right)} is in the file, but not in the configuration."
                yield self._finding(codes.EXTRA_BLOCK, "Unexpected block", detail, parent, right)
            elif right is None:
                detail = f"{_within(parent, left)} is in the configuration, but not in the file."
                yield self._finding(codes.MISSING_BLOCK, "Missing block", detail, parent or left.address, None)
            else:
                yield from self._block(left, right, _join(parent, left))

    def _block(self, expected: Block, found: Block, address: str) -> Iterator[Diagnostic]:
        if expected.labels != found.labels:
            detail = f"{address} has the labels {found.labels}, expected {expected.labels}."
            yield self._finding(codes.CHANGED_VALUE, "Changed labels", detail, address, found)
        for name in {**expected.arguments, **found.arguments}:
            yield from self._argument(expected, found, name, address)
        yield from self._nested(expected, found, address)

    def _argument(self, expected: Block, found: Block, name: str, address: str) -> Iterator[Diagnostic]:
        where = f'{address} argument "{name}"'
        if name not in found.arguments:
            detail = f"{where} is not in the file. Expected: {shown(expected.arguments[name])}."
            yield self._finding(codes.MISSING_ARGUMENT, "Missing argument", detail, address, found)
        elif name not in expected.arguments:
            detail = f"{where} is not in the configuration. Found: {shown(found.arguments[name])}."
            yield self._finding(codes.EXTRA_ARGUMENT, "Unexpected argument", detail, address, found, name)
        else:
            yield from self._value(expected.arguments[name], found.arguments[name], where, found, name, address)

    def _value(
        self, expected: Value, read: Value, where: str, found: Block, name: str, address: str
    ) -> Iterator[Diagnostic]:
        try:
            if same_value(expected, read):
                return
        except ValueError as why:
            detail = f"The configuration's value for {where} is unusable: {why}"
            yield self._finding(codes.NOT_AN_EXPRESSION, "Not an expression", detail, address, found, name)
            return
        detail = f"{where}: expected {shown(expected)}, found {shown(read)}."
        yield self._finding(codes.CHANGED_VALUE, "Changed value", detail, address, found, name)

    def _finding(
        self,
        code: str,
        summary: str,
        detail: str,
        address: str,
        block: Block | None,
        argument: str | None = None,
    ) -> Diagnostic:
        address = address or (block.address if block else "")
        return self.places.diagnostic(code, summary, detail, address=address, block=block, argument=argument)


def shown(value: Value) -> str:
    """A value as HCL, cut where it gets long."""
    text = source(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _by_header(blocks: Iterable[Block]) -> dict[_Header, list[Block]]:
    groups: dict[_Header, list[Block]] = {}
    for block in blocks:
        groups.setdefault((block.type, block.labels), []).append(block)
    return groups


def _without_equals(expected: list[Block], found: list[Block]) -> tuple[list[Block], list[Block]]:
    """What is left of both when blocks that say the same are taken out in pairs: `moved` blocks have no
    order."""
    if len(expected) == len(found) == 1:
        return expected, found
    rest = list(found)
    different = []
    for block in expected:
        twin = next((at for at, other in enumerate(rest) if _same_block(block, other)), None)
        if twin is None:
            different.append(block)
        else:
            del rest[twin]
    return different, rest


def _same_block(expected: Block, found: Block) -> bool:
    return not compare([expected], [found], "")


def _join(parent: str, block: Block) -> str:
    if not parent:
        return block.address
    return " ".join((parent, block.type, *(f'"{label}"' for label in block.labels)))


def _within(parent: str, block: Block) -> str:
    name = " ".join((block.type, *(f'"{label}"' for label in block.labels)))
    return f"The block `{name}`{f' of {parent}' if parent else ''}"
