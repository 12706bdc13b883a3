"""Diagnostics for programs, in the shape of `terraform validate -json`
(https://developer.hashicorp.com/terraform/cli/commands/validate#json-output-format)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.diagnostics import Diagnostic, Position, Severity, Snippet, SourceRange, has_errors

_FORMAT_VERSION = "1.0"


def json_text(diagnostics: Sequence[Diagnostic]) -> str:
    """One JSON object, in ASCII, so that it survives every terminal and locale. Beyond Terraform's fields each
    diagnostic has the `code` that `adbkms explain` knows."""
    result = {
        "format_version": _FORMAT_VERSION,
        "valid": not has_errors(diagnostics),
        "error_count": _count(diagnostics, Severity.ERROR),
        "warning_count": _count(diagnostics, Severity.WARNING),
        "diagnostics": [diagnostic_json(diagnostic) for diagnostic in diagnostics],
    }
    return json.dumps(result, indent=2) + "\n"


def _count(diagnostics: Sequence[Diagnostic], severity: Severity) -> int:
    return sum(diagnostic.severity is severity for diagnostic in diagnostics)


def diagnostic_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic as JSON's types, in Terraform's shape."""
    result: dict[str, Any] = {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "summary": diagnostic.summary,
        "detail": diagnostic.detail,
    }
    if diagnostic.address is not None:
        result["address"] = diagnostic.address
    if diagnostic.range is not None:
        result["range"] = _range(diagnostic.range)
    if diagnostic.snippet is not None:
        result["snippet"] = _snippet(diagnostic.snippet)
    return result


def _range(range: SourceRange) -> dict[str, Any]:
    return {"filename": range.filename, "start": _position(range.start), "end": _position(range.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "byte": position.byte}


def _snippet(snippet: Snippet) -> dict[str, Any]:
    return {
        "context": snippet.context,
        "code": snippet.code,
        "start_line": snippet.start_line,
        "highlight_start_offset": snippet.highlight_start_offset,
        "highlight_end_offset": snippet.highlight_end_offset,
        "values": [],
    }
