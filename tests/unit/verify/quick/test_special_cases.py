"""Where reading line by line could be wrong: each text is read as python-hcl2 reads it, or not at all."""

from __future__ import annotations

import pytest

from generator.configuration.terraform import Block, Expression, Value
from generator.verify.hcl_reader import read
from generator.verify.quick.reader import read_quickly


def is_left_or_read_the_same(text: str) -> bool:
    """True if the quick reader gives nothing, or what `hcl_reader` gives without a fault."""
    quick = read_quickly(text)
    blocks, diagnostics = read(text, "main.tf")
    return quick is None or (not diagnostics and repr(quick) == repr(blocks))


@pytest.mark.parametrize(
    "text",
    [
        'a {\n  b = 1\n  b = 2\n}\n',
        'a {\n  b = 1\n  b = {\n  }\n}\n',
        'a "b\\n" {\n}\n',
        'a "b${c}" {\n}\n',
        'a b {\n}\n',
        'a {\n  b = {\n    "c" = 1\n    c = 2\n  }\n}\n',
        'a {\n  "b" = 1\n}\n',
        'a {\n  b = {\n    c = 1,\n  }\n}\n',
        'for {\n}\n',
        'a {\n  null = 1\n}\n',
        'a {\n  b = {\n    for = 1\n  }\n}\n',
        'a {\n  b = "$${c}"\n}\n',
        'a {\n  b = "%%{c}d}"\n}\n' * 2,
        'a {\n  b = "%{ if c }d%{ endif }"\n}\n',
        '\ufeffa {\n}\n',
        'a {\n  b = 1 // c\n  d = [\n    1 // 2,\n    3,\n  ]\n}\n',
        'a {\n  b = [\n    1 # 2,\n  ]\n}\n',
        'a {\n  b = [\n    1, # 2,\n  ]\n}\n',
        'a {\n  b = [\n    1\n  ]\n}\n',
        'a {\n  b = 1 }\n',
        'a { b = 1 }\n',
        'a {}\n',
        'a {\n  b = 1 c = 2\n}\n',
        'a\n{\n}\n',
        'a = 1\n',
        'a {\n}\n}\n',
        'a {\n}\n}\nb {\n',
        'a {\n',
        'a {\n  b = [\n  }\n]\n',
        'a {\n  b = <<E\n}\nE\n}\n',
        'a {\n  b = [\n    <<E\n  c,\nE\n    ,\n  ]\n}\n',
        'a {\n  b = c <<E\n  d = 1\nE\n}\n',
        'a {\n  b = f(<<E\nc\nE\n  )\n}\n',
        'a {\n  b = "c" <<E\n  d = 1\nE\n}\n',
        'a {\n  b = "c <<E\n  d = 1\nE\n}\n',
        'a {\n  b = 1 # <<E\n  d = 1\nE\n}\n',
        'a {\n  b = 1 /*\n  c = 2 */\n}\n',
        'a {\n  b = "c\td"\n}\n',
        'a {\n\tb = 1\n}\n',
        'a {\r\n  b = 1\r\n}\r\n',
        'a {\n  b = "\x00"\n}\n',
        '# \x07\n',
        '# \ud800\n',
        'a {\n  b = "\ud800"\n}\n',
        'a {\n  b = c\n    == d\n}\n',
        'a {\n  b = (\n    c\n  )\n}\n',
        'a {\n  b = c.null\n  d = null.c\n}\n',
        'a {\n  b = c ? d : e\n  f = 1\n}\n',
        'a {\n  b = "zq0qz"\n  c = d.zq0qz\n}\n',
        'a {\n  b = zq0qz(c.d)\n}\n',
        'a {\n  b = "\\u007a\\u0071\\u0030\\u0071\\u007a$c"\n}\n',
        'a {\n  b = "" + " + "\n}\n',
    ],
)  # fmt: skip
def test_a_text_is_left_or_read_the_same(text: str) -> None:
    assert is_left_or_read_the_same(text)
    assert is_left_or_read_the_same(f'a {{\n  b = "x"\n}}\n{text}')


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"x # y"', "x # y"),
        ('"// x"', "// x"),
        ('"x <<EOT"', "x <<EOT"),
        ('"\\"<<EOT\\" $<<EOT"', '"<<EOT" $<<EOT'),
        ('a.b == "<<EOT"', Expression('a.b == "<<EOT"')),
        ('"arn:aws:s3:::b/*"', "arn:aws:s3:::b/*"),
        ('"a = {"', "a = {"),
        ('"e\u0301 \u00e9"', "e\u0301 \u00e9"),
        ('"100% {x}"', "100% {x}"),
        ('"\\"x\\" \\u0024{y}"', '"x" ${y}'),
        ('""', ""),
        ("0", 0),
        ("010", 10),
        ("-1", -1),
        ("1e5", 1e5),
        ("1.5", 1.5),
        ("true", True),
        ("null", None),
        ("module.key_x-1.arn", Expression("module.key_x-1.arn")),
        ("var.forest", Expression("var.forest")),
        ("a.b==c.d", Expression("a.b == c.d")),
        ('["a", "b"]', ("a", "b")),
        ('{ "b" = 1, a = c.d }', {"b": 1, "a": Expression("c.d")}),
        ('one(a_b.c-1.d[*].e) == "AWS"', Expression('one(a_b.c-1.d[*].e) == "AWS"')),
    ],
)
def test_a_value_is_read(written: str, value: Value) -> None:
    blocks = read_quickly(
        f'a "b" {{\n  c   = {written}\n  d = [\n    {written},\n  ]\n  e = {{\n    "f" = {written}\n  }}\n}}'
    )
    arguments: dict[str, Value] = {"c": value, "d": (value,), "e": {"f": value}}
    assert repr(blocks) == repr((Block("a", ("b",), arguments),))


def test_a_number_in_place_of_a_truth_value_is_another() -> None:
    assert repr(read_quickly("a {\n  b = 1\n  c = true\n}\n")) == repr((Block("a", (), {"b": 1, "c": True}),))


def test_what_looks_like_a_heredoc_in_a_comment_or_a_label_is_none() -> None:
    text = 'a "<<E" {\n  # b <<E\n  c = "d <<E"\n  # <<E\n  e = {\n    "f <<E" = 1\n  }\n}\n\n# E <<-E'
    expected = (Block("a", ("<<E",), {"c": "d <<E", "e": {"f <<E": 1}}),)
    assert repr(read_quickly(text)) == repr(expected) == repr(read(text, "main.tf")[0])


def test_nesting_beyond_all_that_is_rendered_is_left_to_python_hcl2() -> None:
    assert read_quickly("a {\n" * 16 + "}\n" * 16) is not None
    assert read_quickly("a {\n" * 17 + "}\n" * 17) is None


def test_blocks_of_the_same_header_are_two() -> None:
    assert read_quickly("moved {\n  a = 1\n}\n\nmoved {\n  a = 1\n}") == (Block("moved", (), {"a": 1}),) * 2
