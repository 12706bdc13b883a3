"""What `terraform validate -json` says, as diagnostics.

https://developer.hashicorp.com/terraform/cli/commands/validate#json-output-format
"""

from __future__ import annotations

import posixpath
from typing import Literal

import msgspec

from generator.diagnostics import Diagnostic, LaidOut, Position, Severity, Snippet, SourceRange
from generator.verify import codes


class _Position(msgspec.Struct):
    line: int
    column: int
    byte: int


class _Range(msgspec.Struct):
    filename: str
    start: _Position
    end: _Position


class _Snippet(msgspec.Struct):
    code: str
    start_line: int
    highlight_start_offset: int
    highlight_end_offset: int
    context: str | None = None


class _Diagnostic(msgspec.Struct):
    severity: Literal["error", "warning"]
    summary: str
    detail: str = ""
    range: _Range | None = None
    snippet: _Snippet | None = None
    address: str | None = None


class _Answer(msgspec.Struct):
    diagnostics: list[_Diagnostic]


def diagnostics(answer: str, folder: str) -> list[Diagnostic]:
    """The findings in the output of a `validate -json` that ran in `folder`, a path below the tree such as
    `stacks/payments`. File names become paths below the tree. Raises `ValueError` if it is not such an
    output."""
    return [_diagnostic(found, folder) for found in msgspec.json.decode(answer, type=_Answer).diagnostics]


def _diagnostic(found: _Diagnostic, folder: str) -> Diagnostic:
    return Diagnostic(
        Severity(found.severity),
        codes.NOT_VALID,
        found.summary,
        LaidOut(found.detail),
        _range(found.range, folder) if found.range else None,
        _snippet(found.snippet) if found.snippet else None,
        found.address,
    )


def _range(found: _Range, folder: str) -> SourceRange:
    filename = posixpath.normpath(posixpath.join(folder, found.filename.replace("\\", "/")))
    return SourceRange(filename, _position(found.start), _position(found.end))


def _position(found: _Position) -> Position:
    return Position(found.line, found.column, found.byte)


def _snippet(found: _Snippet) -> Snippet:
    # Terraform's snippet may be several lines and counts in bytes; ours is one line and counts in characters.
    line = found.code.split("\n", 1)[0]
    start = _characters(line, found.highlight_start_offset)
    end = max(start, _characters(line, found.highlight_end_offset))
    return Snippet(line, found.start_line, start, end, found.context or None)


def _characters(line: str, offset: int) -> int:
    return len(line.encode()[:offset].decode(errors="ignore"))
