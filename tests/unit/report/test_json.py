"""JSON has the shape of `terraform validate -json`, so that what reads the one reads the other."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Position, Severity, Snippet, SourceRange, error, warning
from generator.report import report


def read(*diagnostics: Diagnostic) -> Any:
    return json.loads(report(diagnostics, "json"))


def test_an_error_with_everything(unknown_key: Diagnostic) -> None:
    assert read(unknown_key) == {
        "format_version": "1.0",
        "valid": False,
        "error_count": 1,
        "warning_count": 0,
        "diagnostics": [
            {
                "severity": "error",
                "code": "SPEC201",
                "summary": 'Unknown key "regoin"',
                "detail": 'There is no such key here. Did you mean "region"?',
                "range": {
                    "filename": "spec.yaml",
                    "start": {"line": 5, "column": 5, "byte": 60},
                    "end": {"line": 5, "column": 11, "byte": 66},
                },
                "snippet": {
                    "context": None,
                    "code": "    regoin: us-east-2",
                    "start_line": 5,
                    "highlight_start_offset": 4,
                    "highlight_end_offset": 10,
                    "values": [],
                },
            }
        ],
    }


def test_what_is_not_known_is_left_out(terraform_warning: Diagnostic) -> None:
    assert read(terraform_warning)["diagnostics"] == [
        {
            "severity": "warning",
            "code": "VER302",
            "summary": "Not formatted",
            "detail": "",
            "address": "oci_database_autonomous_database.orders",
        }
    ]


def test_nothing_found_is_valid() -> None:
    assert read() == {
        "format_version": "1.0",
        "valid": True,
        "error_count": 0,
        "warning_count": 0,
        "diagnostics": [],
    }


def test_warnings_alone_are_valid() -> None:
    found = read(warning("A", "a"), warning("B", "b"))

    assert (found["valid"], found["error_count"], found["warning_count"]) == (True, 0, 2)


def test_it_is_one_ascii_text_that_ends_with_a_line_break() -> None:
    written = report([error("A", "Grüße \x1b[31m 😀 \x7f")], "json")

    assert written.isascii()
    assert "\x1b" not in written
    assert written.endswith("}\n")


@given(st.text(st.characters()))
def test_any_text_in_any_field_arrives_unchanged(text: str) -> None:
    where = SourceRange(text, Position(1, 1, 0), Position(1, 1, 0))
    hostile = Diagnostic(Severity.ERROR, text, text, text, where, Snippet(text, 1, 0, 0, text), text)

    (found,) = read(hostile)["diagnostics"]

    assert [found[name] for name in ("code", "summary", "detail", "address")] == [text] * 4
    assert [found["range"]["filename"], found["snippet"]["code"], found["snippet"]["context"]] == [text] * 3
