"""GitHub's workflow commands become annotations, and no text in them can be a command of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Position, Severity, SourceRange, error
from generator.report import report


def test_an_error_at_a_stretch_of_a_line(unknown_key: Diagnostic) -> None:
    assert report([unknown_key], "github") == (
        '::error file=spec.yaml,line=5,col=5,endLine=5,endColumn=10,title=Unknown key "regoin" (SPEC201)'
        '::There is no such key here. Did you mean "region"?\n'
    )


def test_a_warning_without_a_place_repeats_its_summary(terraform_warning: Diagnostic) -> None:
    assert report([terraform_warning], "github") == "::warning title=Not formatted (VER302)::Not formatted\n"


def test_columns_are_left_out_of_several_lines(over_three_lines: Diagnostic) -> None:
    assert report([over_three_lines], "github").startswith("::error file=spec.yaml,line=2,endLine=4,title=")


def test_an_empty_stretch_has_its_column() -> None:
    at = Position(3, 7, 30)

    written = report([Diagnostic(Severity.ERROR, "A", "a", range=SourceRange("s.yaml", at, at))], "github")

    assert "line=3,col=7,endLine=3,endColumn=7," in written


def test_nothing_is_said_of_nothing() -> None:
    assert report([], "github") == ""


@pytest.mark.parametrize(
    ("text", "in_property", "in_message"),
    [
        ("100%", "100%25", "100%25"),
        ("a:b,c", "a%3Ab%2Cc", "a:b,c"),
        ("a%3Ab", "a%253Ab", "a%253Ab"),
        ("a\nb", r"a\nb", "a%0Ab"),
        ("a\r\nb", r"a\r\nb", "a\\r%0Ab"),
        ("::set-output::x", "%3A%3Aset-output%3A%3Ax", "::set-output::x"),
        ("\x1b[31m\u202e", r"\x1b[31m\u202e", r"\x1b[31m\u202e"),
    ],
)
def test_what_means_something_to_github_is_escaped(text: str, in_property: str, in_message: str) -> None:
    assert report([error("A", text, text)], "github") == f"::error title={in_property} (A)::{in_message}\n"


@given(st.text(st.characters()))
def test_any_text_in_any_field_is_one_line_with_one_command(text: str) -> None:
    where = SourceRange(text, Position(1, 1, 0), Position(1, 1, 0))

    written = report([Diagnostic(Severity.WARNING, text, text, text, where, address=text)], "github")

    assert written.splitlines() == [written.removesuffix("\n")]
    properties = written.split("::")[1].removeprefix("warning ").split(",")
    assert [one.partition("=")[0] for one in properties] == ["file", "line", "col", "endLine", "endColumn", "title"]
