"""Blocks that are said to be the same are the same, types and all; `parse_back.compare` knows what has no order."""

from __future__ import annotations

import pytest

from generator.configuration.terraform import Block, Expression, Value
from generator.verify.parse_back import verify_file
from generator.verify.quick.reader import read_quickly
from generator.verify.same_value import say_the_same

TEXT = """\
a "b" {
  c = 1
  d = true
  e = var.f
  g = {
    "h" = true
    "i" = ["j"]
  }
  k = null

  l {
    m = 0
  }

  l {
  }
}

n {
}
"""
ARGUMENTS: dict[str, Value] = {
    "c": 1,
    "d": True,
    "e": Expression("var.f"),
    "g": {"h": True, "i": ("j",)},
    "k": None,
}
INNER = (Block("l", (), {"m": 0}), Block("l"))
LAST = Block("n")


def a(inner: tuple[Block, ...] = INNER, **changes: Value) -> Block:
    """The first block with other arguments."""
    return Block("a", ("b",), {**ARGUMENTS, **changes}, inner)


def are_said_to_be_the_same(text: str, *expected: Block) -> bool:
    found = read_quickly(text)
    assert found is not None
    return say_the_same(expected, found)


def test_a_file_says_the_same_as_its_configuration() -> None:
    assert are_said_to_be_the_same(TEXT, a(), LAST)


def test_comments_do_not_count() -> None:
    assert are_said_to_be_the_same(TEXT, Block("a", ("b",), ARGUMENTS, INNER, comments=("checkov:skip",)), LAST)


@pytest.mark.parametrize(
    "expected",
    [
        (a(),),
        (a(), LAST, LAST),
        (Block("x", ("b",), ARGUMENTS, INNER), LAST),
        (Block("a", ("x",), ARGUMENTS, INNER), LAST),
        (Block("a", (), ARGUMENTS, INNER), LAST),
        (Block("a", ("b",), {"c": 1}, INNER), LAST),
        (a(INNER[:1]), LAST),
        (a((*INNER, INNER[1])), LAST),
        (a((Block("l", (), {"m": False}), INNER[1])), LAST),
        (a(c=2), LAST),
        (a(c=True), LAST),
        (a(c="1"), LAST),
        (a(d=1), LAST),
        (a(d=1.0), LAST),
        (a(d=Expression("true && x")), LAST),
        (a(e="var.f"), LAST),
        (a(e=Expression("var.")), LAST),
        (a(e={"source": "var.f"}), LAST),
        (a(g={"h": 1, "i": ("j",)}), LAST),
        (a(g={"h": True, "i": (Expression("j"),)}), LAST),
        (a(k=""), LAST),
        (a(x=None), LAST),
    ],
)
def test_what_differs_is_not_the_same_and_verified_to_differ(expected: tuple[Block, ...]) -> None:
    assert not are_said_to_be_the_same(TEXT, *expected)
    assert verify_file(TEXT, expected, "main.tf") != []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1.0),
        ("c==d", Expression("c  ==  d")),
        ('{ "b" = 1, "c" = 2 }', {"c": 2, "b": 1}),
        ("18446744073709551616", 2**64),
        ("-18446744073709551616", -(2**64)),
    ],
)
def test_what_is_the_same_in_another_way_is_verified_to_be_the_same(written: str, value: Value) -> None:
    blocks, text = [Block("a", (), {"b": value})], f"a {{\n  b = {written}\n}}\n"
    assert verify_file(text, blocks, "main.tf") == []


def test_blocks_and_arguments_have_no_order() -> None:
    text = "a {\n  b = 1\n  c = 2\n}\n\nd {\n}\n"
    blocks = [Block("d"), Block("a", (), {"c": 2, "b": 1})]
    assert not are_said_to_be_the_same(text, *blocks)
    assert verify_file(text, blocks, "main.tf") == []
