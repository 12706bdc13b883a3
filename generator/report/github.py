"""Diagnostics as GitHub's workflow commands, which become annotations of the changed files
(https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message)."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic, SourceRange
from generator.report.visible import visible

# https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """One command in a line for each. No text can begin a command of its own: line breaks are escaped."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    properties = _place(diagnostic.range) if diagnostic.range else {}
    properties["title"] = f"{diagnostic.summary} ({diagnostic.code})"
    written = ",".join(f"{name}={visible(value).translate(_PROPERTY)}" for name, value in properties.items())
    message = visible(diagnostic.detail or diagnostic.summary, keep="\n").translate(_DATA)
    return f"::{diagnostic.severity.value} {written}::{message}"


def _place(range: SourceRange) -> dict[str, str]:
    """Columns only within one line: GitHub drops them from a longer stretch, with a warning. Its last column counts."""
    properties = {"file": range.filename, "line": str(range.start.line)}
    if range.end.line == range.start.line:
        properties["col"] = str(range.start.column)
    properties["endLine"] = str(range.end.line)
    if range.end.line == range.start.line:
        properties["endColumn"] = str(max(range.start.column, range.end.column - 1))
    return properties
