"""Diagnostics as SARIF 2.1.0, for code scanning
(https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.diagnostics import Diagnostic, SourceRange
from generator.report.visible import visible

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(diagnostics: Sequence[Diagnostic], explanations: Mapping[str, str]) -> str:
    """One SARIF log with one run, in ASCII: the rules that found something, by code, and what they found."""
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    driver = {
        "name": "adbkms",
        "version": __version__,
        "rules": [_rule(code, explanations.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in diagnostics],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str, explanation: str | None) -> dict[str, Any]:
    if explanation is None:
        return {"id": code}
    title = explanation.partition("\n")[0].removeprefix("# ")
    return {"id": code, "shortDescription": {"text": title}, "help": {"text": explanation, "markdown": explanation}}


def _result(diagnostic: Diagnostic, rule_index: int) -> dict[str, Any]:
    message = f"{diagnostic.summary}\n{diagnostic.detail}".rstrip("\n")
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule_index,
        "level": diagnostic.severity.value,
        "message": {"text": _plain(visible(message, keep="\n"))},
    }
    location: dict[str, Any] = {}
    if diagnostic.range is not None:
        location["physicalLocation"] = _physical_location(diagnostic.range)
    if diagnostic.address is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": diagnostic.address}]
    if location:
        result["locations"] = [location]
    return result


def _plain(message: str) -> str:
    """A message in which no user's text becomes a link: SARIF reads `[text](address)` (§3.11.6)."""
    if "](" not in message:
        return message
    return message.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _physical_location(range: SourceRange) -> dict[str, Any]:
    region = {
        "startLine": range.start.line,
        "startColumn": range.start.column,
        "endLine": range.end.line,
        "endColumn": range.end.column,
    }
    return {"artifactLocation": {"uri": _uri(range.filename)}, "region": region}


def _uri(filename: str) -> str:
    """A relative path as a relative reference, an absolute one with `file://`."""
    path = quote(filename.encode("utf-8", "surrogatepass"))
    return f"file://{path}" if filename.startswith("/") else path
