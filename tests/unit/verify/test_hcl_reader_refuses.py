"""What python-hcl2 would take and Terraform does not, or reads differently: reported with its place."""

from __future__ import annotations

import pygohcl
import pytest

from generator.verify import codes
from generator.verify.hcl_reader import read


def faults(text: str) -> list[tuple[str, str]]:
    """Code and place (`line:column`) of everything that is wrong with a file."""
    _, diagnostics = read(text, "main.tf")
    places = [(one.code, one.range) for one in diagnostics]
    return [(code, f"{place.start.line}:{place.start.column}") for code, place in places if place]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a {\n  b = 1\n  b = 1\n}\n", codes.SET_TWICE, "3:3"),
        ("a {\n  b = { c = 1, c = 2 }\n}\n", codes.SET_TWICE, "2:16"),
        ('a {\n  b = { c = 1, "c" = 2 }\n}\n', codes.SET_TWICE, "2:16"),
        ('a {\n  b = "x\n"\n}\n', codes.UNREADABLE_STRING, "2:9"),
        ('a {\n  b = "x\ty"\n}\n', codes.UNREADABLE_STRING, "2:9"),
        (r'a { b = "\q" }', codes.UNREADABLE_STRING, "1:10"),
        ('a {\n  b = "$${x"\n  c = "}"\n}\n', codes.UNREADABLE_STRING, "2:8"),
        ('a {\n  b = "%%{x"\n  c = "}"\n}\n', codes.UNREADABLE_STRING, "2:8"),
        ("a {\n  b = <<E\nE \nc\nE\n}\n", codes.UNREADABLE_STRING, "2:7"),
        ("a {\n  b = <<E\n${x}\nE\n}\n", codes.UNREADABLE_STRING, "2:7"),
        ("a { b = 1 c = 2 }\n", codes.LAYOUT, "1:5"),
        ("a {\n  b = 1 c = 2\n}\n", codes.LAYOUT, "2:9"),
        ("a {} b {}\n", codes.LAYOUT, "1:6"),
        ("a {\n  b = 1 }\n", codes.LAYOUT, "2:9"),
        ("a { b {} }\n", codes.LAYOUT, "1:5"),
        ("a\n{\n}\n", codes.LAYOUT, "2:1"),
        ("a {\n  b = 1\n  + 2\n}\n", codes.LAYOUT, "3:3"),
        ("a {\n  b = x\n  ? 1 : 2\n}\n", codes.LAYOUT, "3:3"),
        ("a {\n  b = { c = 1 d = 2 }\n}\n", codes.LAYOUT, "2:15"),
        ("a {\n  b = {\n    c = 1\n    , d = 2\n  }\n}\n", codes.LAYOUT, "4:5"),
        ("a {\n  b = { for k, v in x : k => v... ifk }\n}\n", codes.LAYOUT, "2:37"),
        ("a {\n  b = { for = 1 }\n}\n", codes.SYNTAX, "2:9"),
        ("a {\n  b = -1-2.5\n}\n", codes.SYNTAX, "2:7"),
        ('a {\n  b = \\"c\\"\n}\n', codes.SYNTAX, "2:7"),
        ('a {\n  b = "%{ if x }y"\n}\n', codes.SYNTAX, "2:8"),
        ("a {\n  b = 1 /* c\n*/\n}\n", codes.SYNTAX, "2:9"),
        ('a "${b}" {}\n', codes.SYNTAX, "1:3"),
        ("a {\n  b = \n}\n", codes.SYNTAX, "2:7"),
        ("a {\n  b = 1\n", codes.SYNTAX, "3:1"),
        ("a {\n  b = 'c'\n}\n", codes.SYNTAX, "2:7"),
        ("\ufeffa {}\n", codes.SYNTAX, "1:1"),
        ("a {} # \x1b[0m\n", codes.SYNTAX, "1:8"),
        ("a {\r}\n", codes.SYNTAX, "1:4"),
        ("a {} # \ud800\n", codes.SYNTAX, "1:8"),
        ("a {\n  b = c.5.5\n}\n", codes.SYNTAX, "2:7"),
        ("a = 1\n", codes.OUTSIDE_OF_BLOCKS, "1:1"),
    ],
)
def test_refused(text: str, code: str, place: str) -> None:
    assert (code, place) in faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "a { b = 1 c = 2 }\n",
        "a {\n  b = 1 c = 2\n}\n",
        "a {} b {}\n",
        "a {\n  b = 1 }\n",
        "a { b {} }\n",
        "a\n{\n}\n",
        "a {\n  b = 1\n  + 2\n}\n",
        "a {\n  b = { c = 1 d = 2 }\n}\n",
        "a {\n  b = { for = 1 }\n}\n",
        "a {\n  b = { for k, v in x : k => v... ifk }\n}\n",
    ],
)
def test_hashicorps_parser_refuses_the_same_layout(text: str) -> None:
    with pytest.raises(pygohcl.HCLParseError):
        pygohcl.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "a {}\n",
        "a { b = 1 }\n",
        "a { b = [\n  1,\n] }\n",
        "a {\n  b = (\n    1\n    + 2\n  )\n}\n",
        "a {\n  b = f(\n    x,\n  )[\n    0\n  ]\n}\n",
        "a {\n  b = { c = 1, d = 2\n    e = 3 }\n}\n",
        "a {\n  b = 1 # c\n  # d\n\n  e {} // f\n}",
        "a {\n  b = 1 /* c */\n  d = 2\n}\n",
        "a {\n  b = <<E\nc\nE\n  d = 1\n}\n",
        "a {\n  b = { for k, v in x : k => v\n    if v }\n}\n",
        "a {\n  b = {\n    c = 1 + 2\n    d = 3\n  }\n  e = 1 + 2\n  f = 3\n}\n",
    ],
)
def test_what_terraform_takes_is_taken(text: str) -> None:
    assert faults(text) == []
    pygohcl.loads(text)


def test_a_finding_shows_its_line_and_points_at_the_place() -> None:
    _, diagnostics = read('a {\n  b = "say \u00e9 \\q"\n}\n', "stacks/x/main.tf")
    (found,) = diagnostics
    assert found.summary == "Malformed string"
    assert "'\\\\q' is not an escape sequence" in found.detail
    assert found.range is not None
    assert found.range.filename == "stacks/x/main.tf"
    assert (found.range.start.line, found.range.start.column, found.range.start.byte) == (2, 14, 18)
    assert found.snippet is not None
    assert found.snippet.code == '  b = "say \u00e9 \\q"'
    assert found.snippet.code[found.snippet.highlight_start_offset] == "\\"


def test_expressions_without_end_are_a_finding_and_no_crash() -> None:
    nested = "[" * 2000 + "]" * 2000
    assert faults(f"a {{\n  b = {nested}\n}}\n") == [(codes.SYNTAX, "1:1")]


def test_all_faults_of_a_file_are_reported_at_once() -> None:
    text = 'a {\n  b = "\\q"\n  b = 1\n}\nc = 1\n'
    assert [code for code, _ in faults(text)] == [
        codes.OUTSIDE_OF_BLOCKS,
        codes.UNREADABLE_STRING,
        codes.SET_TWICE,
    ]
