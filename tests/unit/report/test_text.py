"""Text is for people: what is wrong, where, the source line with carets, and what to do."""

from __future__ import annotations

import re

import pytest

from generator.diagnostics import (
    Diagnostic,
    LaidOut,
    Position,
    Severity,
    Snippet,
    SourceRange,
    error,
    laid_out,
    warning,
)
from generator.report import report


def test_an_error_with_its_source_line(unknown_key: Diagnostic) -> None:
    assert (
        report([unknown_key], "text")
        == """\
Error: Unknown key "regoin" (SPEC201)

  on spec.yaml:5:5:
     5 |     regoin: us-east-2
       |     ^^^^^^

  There is no such key here. Did you mean "region"?
"""
    )


def test_a_warning_without_a_place_names_the_resource(terraform_warning: Diagnostic) -> None:
    assert (
        report([terraform_warning], "text")
        == """\
Warning: Not formatted (VER302)

  with oci_database_autonomous_database.orders
"""
    )


def test_carets_of_several_lines_go_to_the_end_of_the_first(over_three_lines: Diagnostic) -> None:
    assert (
        report([over_three_lines], "text")
        == """\
Error: This text may not be empty (SPEC207)

  on spec.yaml:2:3:
     2 |   description: |
       |   ^^^^^^^^^^^^^^
"""
    )


def test_a_finding_about_nothing_in_particular_is_two_lines() -> None:
    assert (
        report([error("SPEC211", "There are no stacks", "Add one.")], "text")
        == """\
Error: There are no stacks (SPEC211)

  Add one.
"""
    )


def test_a_place_without_a_source_line_and_one_with_context() -> None:
    where = SourceRange("main.tf", Position(12, 1, 300), Position(12, 9, 308))
    without = Diagnostic(Severity.ERROR, "VER001", "Not HCL", range=where)
    with_context = Diagnostic(
        Severity.ERROR,
        "VER001",
        "Not HCL",
        range=where,
        snippet=Snippet("resource", 12, 0, 8, 'module "key"'),
        address="module.key",
    )

    assert (
        report([without, with_context], "text")
        == """\
Error: Not HCL (VER001)

  on main.tf:12:1

Error: Not HCL (VER001)

  on main.tf:12:1, in module "key", with module.key:
    12 | resource
       | ^^^^^^^^
"""
    )


def test_they_come_in_the_order_in_which_they_are_given(unknown_key: Diagnostic, terraform_warning: Diagnostic) -> None:
    written = report([terraform_warning, unknown_key, terraform_warning], "text")

    assert re.findall(r"\((\w+)\)$", written, re.M) == ["VER302", "SPEC201", "VER302"]


def test_nothing_is_said_of_nothing() -> None:
    assert report([], "text") == ""


@pytest.mark.parametrize(
    ("errors", "warnings", "line"),
    [
        (0, 0, "No errors."),
        (1, 0, "1 error."),
        (2, 1, "2 errors, 1 warning."),
        (0, 2, "2 warnings."),
    ],
)
def test_the_last_line_counts_if_asked_for(errors: int, warnings: int, line: str) -> None:
    found = [*[error("A", "a")] * errors, *[warning("B", "b")] * warnings]

    assert report(found, "text", count=True).splitlines()[-1] == line
    assert line not in report(found, "text")


def test_details_are_wrapped_to_the_width() -> None:
    detail = laid_out("The quick brown fox jumps over the lazy dog.", "A second line stays one.")

    assert (
        report([error("A", "Long", detail)], "text", width=30)
        == """\
Error: Long (A)

  The quick brown fox jumps
  over the lazy dog.
  A second line stays one.
"""
    )


def test_wide_characters_count_twice_when_wrapping() -> None:
    assert (
        report([error("A", "Wide", "日本語 日本語 日本語 x")], "text", width=23)
        == """\
Error: Wide (A)

  日本語 日本語 日本語
  x
"""
    )


def test_a_word_longer_than_the_width_is_not_broken() -> None:
    arn = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

    assert f"  {arn}\n" in report([error("A", "Long", f"The key {arn} is unknown.")], "text", width=30)


def test_line_breaks_in_a_value_make_no_lines() -> None:
    forged = 'There is no key "x\n\nError: All keys are gone (KMS999)\r\n".'
    for detail in (forged, laid_out(forged), LaidOut("laid out") + forged):
        written = report([error("A", "Unknown key", detail)], "text")

        assert r'"x\n\nError: All keys are gone (KMS999)\r\n".' in written
        assert len(written.splitlines()) == 3


def test_diffs_and_indented_lines_in_a_detail_are_not_wrapped() -> None:
    diff = "--- a/main.tf\n+++ b/main.tf\n@@ -1,2 +1,2 @@\n   indented   as it is, however long\n-old  one\n+new  one"

    written = report([error("A", "Edited", LaidOut(f"It was edited by hand.\n\n{diff}"))], "text", width=20)

    assert [line.removeprefix("  ") for line in written.splitlines()[5:]] == diff.splitlines()


def test_a_long_source_line_is_cut_to_the_width() -> None:
    where = SourceRange("spec.yaml", Position(1, 201, 200), Position(1, 205, 204))
    snippet = Snippet("x" * 200 + "HERE" + "y" * 200, 1, 200, 204)

    written = report([Diagnostic(Severity.ERROR, "A", "a", range=where, snippet=snippet)], "text", width=60)

    assert all(len(line) <= 60 for line in written.splitlines())
    assert "HERE" in written


def test_colour_only_if_asked_for(unknown_key: Diagnostic, terraform_warning: Diagnostic) -> None:
    plain = report([unknown_key, terraform_warning], "text")
    colored = report([unknown_key, terraform_warning], "text", color=True)

    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", colored) == plain
    assert colored.startswith("\x1b[1m\x1b[31mError:\x1b[0m \x1b[1mUnknown key")  # red
    assert "\x1b[33mWarning:" in colored  # yellow


HOSTILE = "\x1b[31m\r\n\x07\u202e%`<b>"
SHOWN = r"\x1b[31m\r\n\x07\u202e%`<b>"


def test_hostile_text_in_any_field_is_shown_and_does_nothing() -> None:
    hostile = Diagnostic(
        Severity.ERROR,
        HOSTILE,
        HOSTILE,
        HOSTILE.replace("\n", " "),
        SourceRange(HOSTILE, Position(1, 1, 0), Position(1, 2, 1)),
        Snippet(HOSTILE, 1, 0, 1, HOSTILE),
        HOSTILE + "!",  # an address that is the context is not said twice
    )

    assert (
        report([hostile], "text")
        == rf"""Error: {SHOWN} ({SHOWN})

  on {SHOWN}:1:1, in {SHOWN}, with {SHOWN}!:
     1 | {SHOWN}
       | ^^^^

  \x1b[31m\r \x07\u202e%`<b>
"""
    )
