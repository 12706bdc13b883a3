"""String literals: what stands between the quotes, and what it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.verify.hcl_strings import NotALiteral, decode, quote


@pytest.mark.parametrize(
    ("raw", "meaning"),
    [
        ("plain", "plain"),
        ("", ""),
        (r"a\nb\rc\td", "a\nb\rc\td"),
        (r"say \"hi\" \\ bye", 'say "hi" \\ bye'),
        (r"\u0041\U0001F600", "A\N{GRINNING FACE}"),
        (r"\u0024{not_a_template}", "${not_a_template}"),
        ("$${x} and %%{y}", "${x} and %{y}"),
        ("$ % $$ %% $5 100%", "$ % $$ %% $5 100%"),
        ("$$${x}", "$${x}"),
        ("\u00e9\u2028\ufeff", "\u00e9\u2028\ufeff"),
        (r"\u0000", "\0"),
    ],
)
def test_a_literal_means(raw: str, meaning: str) -> None:
    assert decode(raw) == meaning


@pytest.mark.parametrize(
    ("raw", "why", "offset"),
    [
        ("a\nb", "a line break stands unescaped between the quotes", 1),
        ("a\tb", "the control character U+0009 stands unescaped between the quotes", 1),
        ("\x1b[0m", "the control character U+001B stands unescaped between the quotes", 0),
        ("ab${x}", "${ stands unescaped between the quotes", 2),
        ("%{if x}", "%{ stands unescaped between the quotes", 0),
        (r"\q", r"'\\q' is not an escape sequence", 0),
        (r"\x41", r"'\\x' is not an escape sequence", 0),
        (r"\u12", r"'\\u' is not an escape sequence", 0),
        (r"\ud83d", r"\ud83d is not the number of a character", 0),
        (r"\U00110000", r"\U00110000 is not the number of a character", 0),
        ('a"b', "a quote stands unescaped between the quotes", 1),
        ("a\\", "'\\\\' is not an escape sequence", 1),
    ],
)
def test_refused_between_quotes(raw: str, why: str, offset: int) -> None:
    with pytest.raises(NotALiteral) as refused:
        decode(raw)
    assert (str(refused.value), refused.value.offset) == (why, offset)


@given(st.text())
def test_decoding_undoes_quoting(text: str) -> None:
    assert decode(quote(text)[1:-1]) == text


@given(st.text(), st.text())
def test_different_texts_are_quoted_differently(one: str, other: str) -> None:
    assert (quote(one) == quote(other)) == (one == other)
