"""One spec file's text, and the places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from generator.diagnostics import Diagnostic, Position, Severity, Snippet, SourceRange

_LINE_BREAK = re.compile("\r\n|[\n\r]")  # YAML 1.2, production b-break
_BYTE_ORDER_MARK_BYTES = 3
_STRIDE = 4096  # characters
_MAY_BE_SECRET = re.compile("(?i)pass?wo?r?d|(secret|access)_?key|token")
_SNIPPET = 2000  # characters of a line that go into a finding


class Span(NamedTuple):
    """A stretch of a file: lines and columns count from 0, in characters; the end is exclusive."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, eq=False)
class Source:
    """A file's name as the user gave it and its text, without a byte order mark."""

    filename: str
    text: str
    has_byte_order_mark: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        """Without what is counted out of the text."""
        return Source, (self.filename, self.text, self.has_byte_order_mark)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]

    @cached_property
    def _bytes_before(self) -> list[int]:
        """The offset in bytes of every `_STRIDE`th character: to count from the start each time would be slow."""
        strides = (self.text[start : start + _STRIDE] for start in range(0, len(self.text), _STRIDE))
        first = _BYTE_ORDER_MARK_BYTES if self.has_byte_order_mark else 0
        return list(accumulate((len(stride.encode()) for stride in strides), initial=first))

    @cached_property
    def _secret_lines(self) -> dict[int, bool]:
        """Whether a line, counted from 1, may hold a secret, of those that were asked for: a line may be as long as the
        file, and have thousands of findings."""
        return {}

    def _line_end(self, index: int) -> int:
        """The offset of the break that ends a line, or of the end of the text."""
        if index + 1 == len(self._line_starts):
            return len(self.text)
        end = self._line_starts[index + 1] - 1
        return end - 1 if self.text.startswith("\r\n", end - 1) else end

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line break; "" beyond the end."""
        if number > len(self._line_starts):
            return ""
        return self.text[self._line_starts[number - 1] : self._line_end(number - 1)]

    def character(self, offset: int) -> Span:
        """The one character at an offset into the text."""
        line = bisect_right(self._line_starts, offset) - 1
        column = offset - self._line_starts[line]
        return Span(line, column, line, column + 1)

    def position(self, line: int, column: int) -> Position:
        """The place at a line and column that count from 0, as libyaml's marks do; the end of the text for one
        beyond it: libyaml ends the last line with a break even where there is none."""
        if line >= len(self._line_starts):
            line, column = len(self._line_starts) - 1, len(self.text)
        start = self._line_starts[line]
        offset = min(start + column, len(self.text))
        stride = offset // _STRIDE
        byte = self._bytes_before[stride] + len(self.text[stride * _STRIDE : offset].encode())
        return Position(line + 1, offset - start + 1, byte)

    def diagnostic(self, severity: Severity, code: str, summary: str, detail: str, span: Span) -> Diagnostic:
        """A finding about a stretch of this file, with the line it starts on."""
        start = self.position(span.start_line, span.start_column)
        end = self.position(span.end_line, span.end_column)
        return Diagnostic(
            severity, code, summary, detail, SourceRange(self.filename, start, end), self._snippet(start, end)
        )

    def _snippet(self, start: Position, end: Position) -> Snippet | None:
        """The line that `start` is in; of a very long one the part around it. None for one that may hold a secret:
        findings end up in the logs of pipelines."""
        line_start, line_end = self._line_starts[start.line - 1], self._line_end(start.line - 1)
        if start.line not in self._secret_lines:
            self._secret_lines[start.line] = bool(_MAY_BE_SECRET.search(self.text, line_start, line_end))
        if self._secret_lines[start.line]:
            return None
        first = min(line_start + start.column - 1, line_end)
        until = line_start + end.column - 1 if end.line == start.line else line_end
        left, right = max(line_start, first - _SNIPPET // 2), min(line_end, first + _SNIPPET // 2)
        highlight_end = max(first, min(until, right))
        return Snippet(self.text[left:right], start.line, first - left, highlight_end - left)
