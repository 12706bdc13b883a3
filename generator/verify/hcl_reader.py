"""The text of a `.tf` file, read back as the data that it was rendered from.

python-hcl2 (8.1) parses; its tree is read here rather than its dictionaries, which lose arguments that are
set twice. It is lenient, so everything that it takes and Terraform refuses, or reads differently, is a
diagnostic: see `hcl_expressions` and `hcl_layout`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lark import Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from generator.collector import collector_paused
from generator.configuration.terraform import Block, Value
from generator.diagnostics import Diagnostic
from generator.verify import codes
from generator.verify.canonical_source import source
from generator.verify.grammar_cache import parser
from generator.verify.hcl_expressions import ExpressionReader
from generator.verify.hcl_grammar import TooManyWords
from generator.verify.hcl_layout import check_block, check_expression, check_items
from generator.verify.hcl_size import TOO_MANY_WORDS, excess
from generator.verify.hcl_tree import Node, meaningful, parts, token, word
from generator.verify.source_text import BlockPlace, Places, SourceText

# hcl takes no control characters but these line breaks and the tab; lone surrogates cannot be written as
# UTF-8.
_BLANK = re.compile(r"\s+")
_LONGEST_BLANK = 500  # characters
_MOST_FINDINGS = 1000  # in a file; each takes a kilobyte
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]|\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, what is wrong with it, and where its blocks stand."""

    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]
    places: Places


def read(text: str, filename: str) -> tuple[tuple[Block, ...], list[Diagnostic]]:
    """The top-level blocks of a file in order, and everything in it that Terraform would not take.

    `filename` is what diagnostics call the file. Without errors in the list the blocks are all that the file
    says, comments aside: literals as Python values, everything else as `Expression` in canonical form (see
    `canonical_source`). Raises `hcl_grammar.GrammarMissing` when python-hcl2 is not there.
    """
    reading = read_file(text, filename)
    return reading.blocks, list(reading.diagnostics)


def read_file(text: str, filename: str) -> Reading:
    """As `read`, with the places of the blocks and arguments."""
    file = _File(SourceText(filename, text))
    with collector_paused():
        return file.read()


def canonical_expression(source_text: str) -> str:
    """The canonical form of an HCL expression. Raises `ValueError` when it is none."""
    return source(expression_value(source_text))


@functools.lru_cache(maxsize=4096)
def expression_value(source_text: str) -> Value:
    """What an HCL expression says: a literal's value, or an `Expression` in canonical form.

    Raises `ValueError` when `source_text` is not exactly one expression that Terraform takes.
    """
    reading = read_file(f"expression {{\n  value = {source_text}\n}}\n", "expression")
    value = reading.blocks[0].arguments.get("value") if reading.blocks else None
    if reading.diagnostics or reading.blocks != (Block("expression", arguments={"value": value}),):
        why = reading.diagnostics[0].detail if reading.diagnostics else "It is more than one expression."
        raise ValueError(f"{source_text!r} is not an expression of Terraform's language. {why}")
    return value


class _File:
    """One file on its way from text to blocks."""

    def __init__(self, text: SourceText) -> None:
        self._text = text
        self._diagnostics: list[Diagnostic] = []
        self._places: dict[int, BlockPlace] = {}
        self._expressions = ExpressionReader(self._report, self._complain)

    def read(self) -> Reading:
        blocks: tuple[Block, ...] = ()
        tree = self._parse()
        if tree is not None:
            try:
                blocks = self._top_level(tree)
            except RecursionError:
                self._syntax("The expressions in this file are nested too deeply to be read.", 0)
        del self._expressions  # it refers to us, and where Python's collector is paused both would stay
        return Reading(blocks, tuple(self._diagnostics), Places(self._text, self._places))

    def _parse(self) -> Node | None:
        if too_much := excess(self._text.text):
            self._syntax(*too_much)
            return None
        forbidden = _FORBIDDEN.search(self._text.text)
        if forbidden:
            number = ord(forbidden.group()[0])
            self._syntax(f"The character U+{number:04X} may not stand in a file.", forbidden.start())
            return None
        if "<<" in self._text.text and (blank := self._long_blank()) is not None:
            detail = f"In a file with a heredoc at most {_LONGEST_BLANK} blanks and line breaks may stand in a row."
            self._syntax(detail, blank)
            return None
        try:
            # The grammar wants a line break at the end (hcl2/api.py does the same).
            return parser().parse(self._text.text + "\n")
        except TooManyWords as much:
            self._syntax(TOO_MANY_WORDS, much.offset)
        except UnexpectedInput as fault:
            # Declared as None in Lark's base class, and set in each of its subclasses.
            offset = getattr(fault, "pos_in_stream", None) or 0
            self._syntax(_unexpected(fault), min(offset, len(self._text.text)))
        return None

    def _long_blank(self) -> int | None:
        """Where a run of blanks begins that python-hcl2 would take for ever over: at each of its characters it looks
        again whether a heredoc's marker comes after the rest."""
        runs = _BLANK.finditer(self._text.text)
        return next((one.start() for one in runs if one.end() - one.start() > _LONGEST_BLANK), None)

    def _syntax(self, detail: str, offset: int) -> None:
        self._diagnostics.append(self._text.diagnostic(codes.SYNTAX, "Syntax error", detail, offset, offset + 1))

    def _report(self, code: str, summary: str, detail: str, where: Node | Token, offset: int) -> None:
        at = token(where)
        start = (at.start_pos or 0) + offset
        length = 1 if offset else len(at.rstrip("\n"))
        if len(self._diagnostics) == _MOST_FINDINGS:
            detail = f"These are the first {_MOST_FINDINGS:,} findings in this file; nobody has looked for more."
            self._diagnostics.append(self._text.diagnostic(code, "There is more", detail, start, start + length))
        elif len(self._diagnostics) < _MOST_FINDINGS:
            self._diagnostics.append(self._text.diagnostic(code, summary, detail, start, start + length))

    def _complain(self, detail: str, where: Node | Token) -> None:
        self._report(codes.LAYOUT, "Misplaced line break", f"{detail} Terraform refuses that.", where, 0)

    def _top_level(self, tree: Node) -> tuple[Block, ...]:
        if "/*" in self._text.text:
            self._refuse_long_comments(tree)
        items = parts(parts(tree)[0])
        check_items(items, self._complain)
        for item in items:
            if item.data == "attribute":
                detail = f'"{word(item)}" is set outside of any block, where Terraform takes blocks only.'
                self._report(codes.OUTSIDE_OF_BLOCKS, "Argument outside of any block", detail, item, 0)
        return tuple(self._block(item) for item in items if item.data == "block")

    def _refuse_long_comments(self, tree: Node) -> None:
        # A line break inside of a comment ends nothing, but here it looks as if it did.
        for found in tree.scan_values(lambda child: isinstance(child, Token) and "/*" in child):
            comment = found.lstrip()
            if comment.startswith("/*") and "\n" in comment.rstrip():
                detail = "A comment between /* and */ spans lines, which adbkms never writes. Use # instead."
                self._report(codes.SYNTAX, "Form that is not accepted", detail, found, 0)

    def _block(self, node: Node) -> Block:
        *header, body, closing = meaningful(node)
        items = parts(body) if isinstance(body, Tree) else []
        check_block(header, items, token(closing), self._complain)
        kind, *labels = header[:-1]
        arguments = [item for item in items if item.data == "attribute"]
        block = Block(
            type=str(token(kind)),
            labels=tuple(self._label(label) for label in labels if isinstance(label, Tree)),
            arguments=self._arguments(arguments),
            blocks=tuple(self._block(item) for item in items if item.data == "block"),
        )
        names = {word(item): token(item) for item in arguments}
        self._places[id(block)] = BlockPlace(block, token(kind), names)
        return block

    def _label(self, node: Node) -> str:
        if node.data != "string":
            return word(node)
        label = self._expressions.value(node)
        if isinstance(label, str):
            return label
        detail = "The label of a block is text, without interpolation."
        self._report(codes.SYNTAX, "Label that is not text", detail, node, 0)
        return source(label)

    def _arguments(self, items: Sequence[Node]) -> dict[str, Value]:
        arguments: dict[str, Value] = {}
        for item in items:
            expression = parts(item)[1]
            check_expression(expression, self._complain)
            name, value = word(item), self._expressions.value(expression)
            if name in arguments:
                detail = f'The argument "{name}" is set twice in one block. Terraform refuses that; keep one.'
                self._report(codes.SET_TWICE, "Argument set twice", detail, item, 0)
            else:
                arguments[name] = value
        return arguments


def _unexpected(fault: UnexpectedInput) -> str:
    if isinstance(fault, UnexpectedCharacters):
        found = f"{fault.char!r} cannot stand here"
    elif isinstance(fault, UnexpectedToken) and fault.token.type == "NL_OR_COMMENT":
        found = "The line cannot end here"
    elif isinstance(fault, UnexpectedToken) and fault.token.type != "$END":
        found = f"{fault.token.splitlines()[0][:40]!r} cannot stand here"
    else:
        found = "The file ends in the middle of a block or an expression"
    return f"{found}. The text is not in Terraform's native syntax."
