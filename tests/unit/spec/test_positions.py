"""Places are what editors count: lines and columns from 1, in characters; bytes from 0."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Position, Severity, Snippet
from generator.spec import source as source_module
from generator.spec.source import Source, Span

LINES = Source("x.yaml", "first: 1\nsecond: é 😀\r\n\r\nlast: x")


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "first: 1"), (2, "second: é 😀"), (3, ""), (4, "last: x"), (5, ""), (99, "")],
)
def test_a_line_is_its_text_without_the_break(number: int, text: str) -> None:
    assert LINES.line(number) == text


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (0, 0, Position(1, 1, 0)),
        (0, 8, Position(1, 9, 8)),
        (1, 8, Position(2, 9, 17)),
        (1, 10, Position(2, 11, 20)),  # behind é, which has two bytes
        (1, 11, Position(2, 12, 24)),  # behind 😀, which has four
        (2, 0, Position(3, 1, 26)),
        (3, 6, Position(4, 7, 34)),
        (3, 7, Position(4, 8, 35)),
        (4, 0, Position(4, 8, 35)),  # libyaml ends the last line with a break even where there is none
    ],
)
def test_a_position_counts_from_one_and_bytes_from_zero(line: int, column: int, expected: Position) -> None:
    assert LINES.position(line, column) == expected


def test_a_byte_order_mark_is_three_bytes_and_no_column() -> None:
    assert Source("x.yaml", "a: b", has_byte_order_mark=True).position(0, 3) == Position(1, 4, 6)


def test_the_place_of_a_character() -> None:
    assert LINES.character(LINES.text.index("😀")) == Span(1, 10, 1, 11)
    assert LINES.character(0) == Span(0, 0, 0, 1)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(lambda text: text * 300), st.booleans())
def test_every_character_is_where_splitting_the_text_says(text: str, marked: bool) -> None:
    source = Source("x.yaml", text, has_byte_order_mark=marked)
    for offset in {0, len(text) // 3, len(text) // 2, len(text)}:
        *before, last = re.split("\r\n|\n|\r", text[:offset])
        if text[offset - 1 : offset + 1] == "\r\n":
            continue  # between the two halves of a line break there is no place

        span = source.character(offset)
        place = source.position(span.start_line, span.start_column)

        assert (place.line, place.column) == (len(before) + 1, len(last) + 1)
        assert place.byte == len(text[:offset].encode()) + 3 * marked


@pytest.mark.parametrize(
    ("span", "highlighted"),
    [
        pytest.param(Span(1, 8, 1, 9), "é", id="within a line"),
        pytest.param(Span(1, 8, 3, 2), "é 😀", id="several lines: to the end of the first"),
        pytest.param(Span(1, 0, 2, 0), "second: é 😀", id="a line with its break"),
        pytest.param(Span(3, 6, 4, 0), "x", id="to the end of the file"),
        pytest.param(Span(3, 4, 3, 4), "", id="nothing"),
        pytest.param(Span(3, 7, 3, 8), "", id="beyond the end of the file"),
        pytest.param(Span(0, 8, 0, 9), "", id="the line break"),
    ],
)
def test_a_finding_shows_the_line_it_begins_in(span: Span, highlighted: str) -> None:
    found = LINES.diagnostic(Severity.ERROR, "X", "x", "", span)

    assert found.snippet is not None
    assert found.snippet.code == LINES.line(span.start_line + 1)
    assert found.snippet.code[found.snippet.highlight_start_offset : found.snippet.highlight_end_offset] == highlighted
    assert found.range is not None
    assert (found.range.start, found.range.end) == (LINES.position(*span[:2]), LINES.position(*span[2:]))


def test_of_a_very_long_line_a_finding_has_the_part_around_it() -> None:
    source = Source("x.json", f"{'x' * 50_000}HERE{'y' * 50_000}")

    found = source.diagnostic(Severity.ERROR, "X", "x", "", Span(0, 50_000, 0, 50_004))

    assert found.snippet == Snippet("x" * 1000 + "HERE" + "y" * 996, 1, 1000, 1004)


def test_a_long_line_with_many_findings_is_searched_for_secrets_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[tuple[int, int]] = []

    class Counted:
        def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
            searched.append((start, end))
            return secret.search(text, start, end)

    secret = source_module._MAY_BE_SECRET
    monkeypatch.setattr(source_module, "_MAY_BE_SECRET", Counted())
    source = Source("x.yaml", "a: " + "x " * 1000 + "\nb: {token: t}\n")

    snippets = [
        source.diagnostic(Severity.ERROR, "X", "", "", Span(line, column, line, column + 1)).snippet
        for line, column in [(0, 5), (1, 4), (0, 7), (1, 5), (0, 9)]
    ]

    assert searched == [(0, 2003), (2004, 2017)]
    assert [one is None for one in snippets] == [False, True, False, True, False]
