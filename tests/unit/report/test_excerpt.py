"""The carets stand under what is wrong, whatever the line holds, and a long line is cut around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Snippet
from generator.report.excerpt import excerpt
from generator.report.visible import columns


def shown(marked: str, width: int = 80) -> list[str]:
    before, highlighted, after = marked.replace("»", "«").split("«")
    snippet = Snippet(before + highlighted + after, 1, len(before), len(before) + len(highlighted))
    found = excerpt(snippet, width)
    return [found.line, found.caret_line]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param("  key: «value»  # why", ["  key: value  # why", "       ^^^^^"], id="a value"),
        pytest.param("«key»: value", ["key: value", "^^^"], id="at the start"),
        pytest.param("key:«»", ["key:", "    ^"], id="nothing, at the end"),
        pytest.param("«»", ["", "^"], id="an empty line"),
        pytest.param("\tkey: «x»", ["    key: x", "         ^"], id="a tab in front"),
        pytest.param("ab\tc: «x»", ["ab  c: x", "       ^"], id="a tab goes to the next stop"),
        pytest.param("a:«\t»b", ["a:  b", "  ^^"], id="a tab is highlighted"),
        pytest.param("日本: «x»", ["日本: x", "      ^"], id="wide characters in front"),
        pytest.param("k: «日本»", ["k: 日本", "   ^^^^"], id="wide characters are highlighted"),
        pytest.param("😀: «x»", ["😀: x", "    ^"], id="an emoji in front"),
        pytest.param("e\u0301: «x»", ["e\u0301: x", "   ^"], id="a combining accent in front"),
        pytest.param("\x1b[2J: «x»", [r"\x1b[2J: x", "         ^"], id="a terminal escape in front"),
        pytest.param("k: «\u202ex»", [r"k: \u202ex", "   ^^^^^^^"], id="a turn of direction is highlighted"),
    ],
)
def test_carets_stand_under_the_highlighted_stretch(marked: str, expected: list[str]) -> None:
    assert shown(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "x" * 60 + "«HERE»" + "y" * 60,
            ["…xxxxxxxxxxxxHEREyyyyyyyyyyyy…", "             ^^^^"],
            id="in the middle",
        ),
        pytest.param("«HERE»" + "y" * 60, ["HEREyyyyyyyyyyyyyyyyyyyyyyyy…", "^^^^"], id="at the start"),
        pytest.param(
            "x" * 60 + "«HERE»",
            ["…xxxxxxxxxxxxxxxxxxxxxxxxHERE", "                         ^^^^"],
            id="at the end",
        ),
        pytest.param(
            "x" * 60 + "«" + "H" * 60 + "»" + "y" * 60,
            ["…HHHHHHHHHHHHHHHHHHHHHHHHHHHH…", " ^^^^^^^^^^^^^^^^^^^^^^^^^^^^"],
            id="longer than the line",
        ),
        pytest.param(
            "x" * 30 + "«日»" + "日" * 30,
            ["…xxxxxxxxxxxxx日日日日日日日…", "              ^^"],
            id="wide characters are not halved",
        ),
    ],
)
def test_a_long_line_is_cut_around_the_highlighted_stretch(marked: str, expected: list[str]) -> None:
    assert shown(marked, width=30) == expected


@given(code=st.text(st.characters(exclude_categories=["Mn", "Me"]), max_size=200), data=st.data())
def test_whatever_the_line_holds_it_fits_and_the_carets_are_within_it(code: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(code)))
    end = data.draw(st.integers(start, len(code)))

    found = excerpt(Snippet(code, 1, start, end), 40)

    assert columns(found.line) <= 40
    assert found.carets >= 1
    assert columns(found.caret_line) <= columns(found.line) + 1
