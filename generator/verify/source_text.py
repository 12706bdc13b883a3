"""Places in a rendered file: from a token to the line and column that a diagnostic shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lark import Token

from generator.configuration.terraform import Block
from generator.diagnostics import Diagnostic, Position, Severity, Snippet, SourceRange

_SNIPPET = 2000  # characters of a line that go into a finding


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file: its name as diagnostics show it, and its text."""

    filename: str
    text: str

    def diagnostic(
        self, code: str, summary: str, detail: str, start: int, end: int, *, address: str | None = None
    ) -> Diagnostic:
        """An error about the characters from offset `start` (from 0) up to `end`, with their line."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", start)
        line = self.text[first : last if last >= 0 else len(self.text)].removesuffix("\r")
        number = self.text.count("\n", 0, start) + 1
        # Of a very long line the part around the place.
        left = max(0, start - first - _SNIPPET // 2)
        line = line[left : left + _SNIPPET]
        first += left
        highlight_end = max(start - first, min(end - first, len(line)))
        return Diagnostic(
            Severity.ERROR,
            code,
            summary,
            detail,
            SourceRange(self.filename, self._position(start), self._position(max(start, end))),
            Snippet(line, number, start - first, highlight_end, address),
            address,
        )

    def _position(self, offset: int) -> Position:
        before = self.text[:offset]
        column = offset - before.rfind("\n")
        return Position(before.count("\n") + 1, column, len(before.encode("utf-8", "surrogatepass")))


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """Where a block stands: the word of its type, and the names of its arguments. Holds on to the block,
    because places are looked up by the block's identity: two blocks that say the same are two places."""

    block: Block
    header: Token
    arguments: Mapping[str, Token]


@dataclass(frozen=True, slots=True)
class Places:
    """Where in `source` the blocks and arguments of a file stand; without any the file's name at least."""

    source: SourceText
    blocks: Mapping[int, BlockPlace]

    def diagnostic(
        self,
        code: str,
        summary: str,
        detail: str,
        *,
        address: str,
        block: Block | None = None,
        argument: str | None = None,
    ) -> Diagnostic:
        """An error about an argument of a block, about the block, or, where that is not known, about the
        file."""
        place = self.blocks.get(id(block))
        if place is None:
            start = Position(1, 1, 0)
            whole = SourceRange(self.source.filename, start, start)
            return Diagnostic(Severity.ERROR, code, summary, detail, whole, None, address)
        token = place.arguments.get(argument or "", place.header)
        begin = token.start_pos or 0
        end = begin + len(token)
        return self.source.diagnostic(code, summary, detail, begin, end, address=address)


def no_places(filename: str) -> Places:
    """For blocks that were not read from a text."""
    return Places(SourceText(filename, ""), {})
