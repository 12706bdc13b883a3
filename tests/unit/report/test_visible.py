"""What may come from anybody is shown without acting on a terminal and without hiding."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.report.visible import columns, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, ~100 %", "plain text, ~100 %"),
        ("Grüße, 日本語, 😀", "Grüße, 日本語, 😀"),
        ("\x1b[31mred\x1b]0;title\x07", r"\x1b[31mred\x1b]0;title\x07"),
        ("a\tb\nc\rd\0e\x7f", r"a\tb\nc\rd\x00e\x7f"),
        ("csi \x9b31m nel \x85", r"csi \x9b31m nel \x85"),
        ("lines \u2028 and \u2029", r"lines \u2028 and \u2029"),
        ("\u202etxet\u202c \u200fmark", r"\u202etxet\u202c \u200fmark"),
        ("\ufeffversion", r"\ufeffversion"),
        ("soft\u00adhyphen", r"soft\xadhyphen"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("name\udcff", r"name\udcff"),
    ],
)
def test_hidden_characters_become_escapes(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["क्\u200dष", "👨\u200d👩\u200d👧"])  # Hindi; a family
def test_joiners_stay_since_words_and_emoji_need_them(text: str) -> None:
    assert visible(text) == text


def test_some_may_be_kept() -> None:
    assert visible("one\ntwo\x1b", keep="\n") == "one\ntwo\\x1b"


@given(st.text(st.characters()))
def test_nothing_hidden_is_left_of_any_text(text: str) -> None:
    shown = visible(text)

    assert {unicodedata.category(one) for one in shown if one not in "\u200c\u200d"}.isdisjoint(
        {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )
    shown.encode()  # as a terminal would


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("\uff41\uff42", 4), ("😀", 2), ("ﾊﾝ", 2), ("", 0)],
)
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width
