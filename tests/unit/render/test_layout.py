"""Canonical layout: what `terraform fmt` would do, for what templates write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.configuration.literals import literal
from generator.configuration.terraform import Value
from generator.render.layout import lay_out

from .root_modules import values

LAYOUTS = {
    "brackets in strings": ('a {\nb = "}{ ]["\nc = "x"\n}', 'a {\n  b = "}{ ]["\n  c = "x"\n}\n'),
    "a hash in a string": ('a {\nb = "# {"\nlong = 1\n}', 'a {\n  b    = "# {"\n  long = 1\n}\n'),
    "a bracket in a comment": ("a {\n# {\nb = 1 # }\n}", "a {\n  # {\n  b = 1 # }\n}\n"),
    "equals signs in a string": ('a = "b = c"\nlong = "=="', 'a    = "b = c"\nlong = "=="\n'),
    "escaped quotes": ('a = "\\"{"\nbb = "\\\\"', 'a  = "\\"{"\nbb = "\\\\"\n'),
    "a comparison is no assignment": ("a {\nb == c\nlong = d == e\n}", "a {\n  b == c\n  long = d == e\n}\n"),
    "nor is an arrow": ("a = { for k, v in b :\nk => v\nkk = 1\n}", "a = { for k, v in b :\n  k => v\n  kk = 1\n}\n"),
    "quoted keys": ('t = {\n"a" = 1\n"b/c" = 2\n}', 't = {\n  "a"   = 1\n  "b/c" = 2\n}\n'),
    "a value of several lines stands alone": (
        "long_name = 1\nm = {\na = 1\n}\nx = 2",
        "long_name = 1\nm = {\n  a = 1\n}\nx = 2\n",
    ),
    "a blank line ends a group": ("a = 1\n\nlong = 2", "a = 1\n\nlong = 2\n"),
    "a comment ends a group": ("a = 1\n# x\nlong = 2", "a = 1\n# x\nlong = 2\n"),
    "blank lines": ("\n\na {\n\n\nb = 1\n\n\n\nc = 1\n\n}\n\n\n", "a {\n  b = 1\n\n  c = 1\n}\n"),
    "two brackets in a line": ("a = f([\n1,\n])", "a = f([\n  1,\n])\n"),
    "closing and opening": ("a = f({\nb = 1\n}, {\nc = 2\n})", "a = f({\n  b = 1\n  }, {\n  c = 2\n})\n"),
    "closing some": ("a = f(g({\nb = 1\n}), [\nc,\n])", "a = f(g({\n  b = 1\n  }), [\n  c,\n])\n"),
    "closing one of two": ("a = f({\nb = 1\n},\nc)\nd = 1", "a = f({\n  b = 1\n  },\nc)\nd = 1\n"),
    "nothing": ("\n \n", "\n"),
}


@pytest.mark.parametrize(("text", "laid_out"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_layout(text: str, laid_out: str) -> None:
    assert lay_out(text) == laid_out
    assert lay_out(laid_out) == laid_out


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), values, min_size=1, max_size=5))
def test_laying_out_twice_is_laying_out_once(given_arguments: dict[str, Value]) -> None:
    text = "a {\n" + "".join(f"{name} = {literal(value)}\n" for name, value in given_arguments.items()) + "}"

    assert lay_out(lay_out(text)) == lay_out(text)
    assert lay_out(text).split() == lay_out(text.replace("\n", "\n\n   ")).split()
