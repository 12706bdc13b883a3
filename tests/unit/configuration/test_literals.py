"""Values to HCL: exact texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.configuration.literals import comment, literal, quoted
from generator.configuration.terraform import Expression, Value
from generator.verify.hcl_reader import read_file

LONG = tuple(f"kms:Action{number}" for number in range(10))


@pytest.mark.parametrize(
    ("value", "hcl"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-3, "-3"),
        (1.5, "1.5"),
        ("", '""'),
        ("text", '"text"'),
        (Expression("module.key_a.arn"), "module.key_a.arn"),
        ((), "[]"),
        (("a", 1, Expression("b.c")), '["a", 1, b.c]'),
        (LONG, "[\n" + "".join(f'  "{one}",\n' for one in LONG) + "]"),
        ({}, "{}"),
        ({"a": 1, "b/c": "x"}, '{\n  "a"   = 1\n  "b/c" = "x"\n}'),
        ({"a": {"b": ()}}, '{\n  "a" = {\n    "b" = []\n  }\n}'),
        ({"100%": "%s", "%s": "100%"}, '{\n  "100%" = "%s"\n  "%s"   = "100%"\n}'),
        ({"a": 1, "list": {"b": 1}, "bc": 1}, '{\n  "a" = 1\n  "list" = {\n    "b" = 1\n  }\n  "bc" = 1\n}'),
        (({"a": 1},), '[\n  {\n    "a" = 1\n  },\n]'),
    ],
)
def test_literal(value: Value, hcl: str) -> None:
    assert literal(value) == hcl


@pytest.mark.parametrize(
    ("text", "hcl"),
    [
        ('say "hi"', '"say \\"hi\\""'),
        ("back\\slash", '"back\\\\slash"'),
        ("two\nlines\r\n\tindented", '"two\\nlines\\r\\n\\tindented"'),
        ("${var.x}", '"\\u0024{var.x}"'),
        ("%{if true}", '"\\u0025{if true}"'),
        ("$${x}", '"$\\u0024{x}"'),
        ("$ and % {} stay", '"$ and % {} stay"'),
        ("\x00\x1b[31m", '"\\u0000\\u001b[31m"'),
        ("caf\u00e9 漢字 \U0001f600", '"caf\u00e9 漢字 \U0001f600"'),
        ("\u202eright to left", '"\\u202eright to left"'),
        ("zero\u200bwidth", '"zero\\u200bwidth"'),
        ("\U000e0041", '"\\U000e0041"'),
        ("\ufeff", '"\\ufeff"'),
    ],
)
def test_quoted(text: str, hcl: str) -> None:
    assert quoted(text) == hcl


@given(st.text())
def test_any_text_arrives_as_it_is_and_changes_nothing_else(text: str) -> None:
    file = f"a {{\n  before = 1\n  text = {quoted(text)}\n  after = 2\n}}\n"

    reading = read_file(file, "a.tf")

    assert not reading.diagnostics
    (block,) = reading.blocks
    assert dict(block.arguments) == {"before": 1, "text": text, "after": 2}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one", "# one"),
        ("one\ntwo\r\nthree", "# one\n# two\n# three"),
        ("a\rb\x0bc\x0cd\x85e\u2028f\u2029g", "# a\n# b\n# c\n# d\n# e\n# f\n# g"),
        ('"${x}" \\ 100% $', '# "${x}" \\ 100% $'),
        ("\x1b[0m\u202e", "# \\u001b[0m\\u202e"),
        ("one\n\ntwo  ", "# one\n#\n# two"),
        ("", "#"),
    ],
)
def test_comment(text: str, lines: str) -> None:
    assert comment(text) == lines


@given(st.text())
def test_no_text_ends_its_comment(text: str) -> None:
    assert all(line.startswith("#") for line in comment(text).splitlines())
