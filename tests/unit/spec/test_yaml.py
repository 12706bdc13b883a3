"""YAML is read as YAML 1.2 means it, in every style; what cannot be a spec is a clear error, never a traceback."""

from __future__ import annotations

import pytest

from generator.spec import text, yaml_reader
from generator.spec.nodes import Mapping, Node, Scalar, Sequence
from tests.unit.spec.reading import HEAD, read, said, shown, stack_of, with_stack


def as_data(node: Node | None) -> object:
    match node:
        case Mapping():
            return {name: as_data(entry.value) for name, entry in node.entries.items()}
        case Sequence():
            return [as_data(item) for item in node.items]
        case Scalar():
            return node.text
        case None:
            return None


def data_of(yaml_text: str) -> object:
    node, diagnostics = yaml_reader.read_yaml(yaml_text.encode(), "x.yaml")
    assert diagnostics == []
    return as_data(node)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("a: {b: [1, 2], c: {}}", {"a": {"b": ["1", "2"], "c": {}}}, id="flow"),
        pytest.param("a:\n  b:\n  - 1\n  - 2\n  c: {}\n", {"a": {"b": ["1", "2"], "c": {}}}, id="block"),
        pytest.param('{"a": {"b": ["1", "2"], "c": {}}}', {"a": {"b": ["1", "2"], "c": {}}}, id="JSON"),
        pytest.param("a: |\n  one\n    two\n", {"a": "one\n  two\n"}, id="literal"),
        pytest.param("a: |-\n  one\n\n  two\n\n", {"a": "one\n\ntwo"}, id="literal, stripped"),
        pytest.param("a: >\n  one\n  two\n\n  three\n", {"a": "one two\nthree\n"}, id="folded"),
        pytest.param("a: one\n  two\n\n  three", {"a": "one two\nthree"}, id="plain, several lines"),
        pytest.param('a: "one\n  two\\\n  three"', {"a": "one twothree"}, id="double-quoted, several lines"),
        pytest.param(r'a: "\x41\u00e9\U0001f600\t\/"', {"a": "Aé😀\t/"}, id="escapes"),
        pytest.param("a: 'it''s \\n'", {"a": "it's \\n"}, id="single-quoted"),
        pytest.param("? a\n: b\n", {"a": "b"}, id="a key written at length"),
        pytest.param("a: &x [1]\nb: *x\n", {"a": ["1"], "b": ["1"]}, id="alias"),
        pytest.param("&a a: 1\nb: *a\n", {"a": "1", "b": "a"}, id="alias of a key"),
        pytest.param("a: &x 1\nb: &x 2\nc: *x\n", {"a": "1", "b": "2", "c": "2"}, id="an anchor is set again"),
        pytest.param("a: !!str 1\nb: ! 2\n", {"a": "1", "b": "2"}, id="tags that say text"),
        pytest.param("%YAML 1.2\n---\na: b\n...\n", {"a": "b"}, id="directives and markers"),
        pytest.param("# comment\n\na: b # comment\n", {"a": "b"}, id="comments"),
        pytest.param("a:b: c#d\n", {"a:b": "c#d"}, id="colons and hashes within a text"),
        pytest.param("a: b\tc\t# d\n", {"a": "b\tc"}, id="tabs between words"),
        pytest.param("a: [\t1,\t2\t]\n", {"a": ["1", "2"]}, id="tabs within flow style"),
    ],
)
def test_every_style_is_read(written: str, expected: object) -> None:
    assert data_of(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}", {"x": "1", "y": "3"}, id="the map itself wins"),
        pytest.param("a: &a {x: 1, y: 2}\nb: {y: 3, <<: *a}", {"x": "1", "y": "3"}, id="whatever the order"),
        pytest.param(
            "a: [&a {x: 1}, &c {x: 2, z: 3}]\nb: {<<: [*a, *c]}", {"x": "1", "z": "3"}, id="then the first in the list"
        ),
        pytest.param(
            "a: [&a {x: 1}, &c {x: 2, z: 3}]\nb: {<<: *a, <<: *c}", {"x": "1", "z": "3"}, id="then the first key"
        ),
        pytest.param("b: {<<: {x: 1}}", {"x": "1"}, id="without an alias"),
        pytest.param("b: {'<<': {x: 1}}", {"<<": {"x": "1"}}, id="quoted, it is a key like any other"),
    ],
)
def test_merge_keys(written: str, expected: object) -> None:
    data = data_of(written)

    assert isinstance(data, dict)
    assert data["b"] == expected


@pytest.mark.parametrize("merged", ["x", "[x]", "", "[{}, [c]]"])
def test_only_maps_can_be_merged(merged: str) -> None:
    assert said(with_stack(f"keys:\n  <<: {merged}\n")) == ["7:7 SPEC110 Only maps can be merged"]


def test_duplicate_keys_are_errors_at_the_second() -> None:
    assert (
        shown(with_stack("protect: true\nkeys: {}\nprotect: false\n"))
        == """\
Error: The key "protect" occurs twice (SPEC109)

  on 1.yaml:8:5:
     8 |     protect: false
       |     ^^^^^^^

  It already stands in line 6, and only one of the two can count. Remove or rename one.
"""
    )


def test_two_stacks_of_one_name_in_a_file_are_duplicate_keys() -> None:
    assert said(HEAD + "  payments-prod: {}\n") == ['6:3 SPEC109 The key "payments-prod" occurs twice']


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("[a, b]: c", ["1:1 SPEC108 A key must be text", '1:1 SPEC202 "version" is missing'], id="list"),
        pytest.param("{a: b}: c", ["1:1 SPEC108 A key must be text", '1:1 SPEC202 "version" is missing'], id="map"),
        pytest.param("? {a: b}\n: c", ["1:3 SPEC108 A key must be text", '1:1 SPEC202 "version" is missing'], id="?"),
    ],
)
def test_keys_are_text(written: str, expected: list[str]) -> None:
    assert sorted(said(written)) == sorted(expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("", "1:1 SPEC106 The file is empty", id="nothing"),
        pytest.param("\n\n", "1:1 SPEC106 The file is empty", id="empty lines"),
        pytest.param("# only\n# comments\n", "1:1 SPEC106 The file is empty", id="comments"),
        pytest.param("---\n...\n", "1:1 SPEC106 The file is empty", id="an empty document"),
        pytest.param("null", "1:1 SPEC106 The file is empty", id="null"),
        pytest.param("version: 1\n---\nversion: 1\n", "2:1 SPEC105 More than one document", id="two documents"),
        pytest.param("--- {}\n--- {}\n", "2:1 SPEC105 More than one document", id="two documents in flow style"),
        pytest.param("a: !!int 1", "1:4 SPEC113 Tags are not used in a spec", id="a tag at a value"),
        pytest.param("a: !Ref {b: c}", "1:4 SPEC113 Tags are not used in a spec", id="a tag at a map"),
        pytest.param("a: !!python/object:os.system [x]", "1:4 SPEC113 Tags are not used in a spec", id="a hostile tag"),
        pytest.param("a: *b", "1:4 SPEC111 This alias has no anchor", id="alias without anchor"),
        pytest.param("a: *b\nc: &b 1", "1:4 SPEC111 This alias has no anchor", id="alias before its anchor"),
        pytest.param("a: &a [*a]", "1:8 SPEC111 This alias stands inside its own anchor", id="alias of itself"),
        pytest.param(
            "a: &a {b: {c: *a}}",
            "1:15 SPEC111 This alias stands inside its own anchor",
            id="alias of its whole",
        ),
    ],
)
def test_what_ends_the_reading(written: str, expected: str) -> None:
    assert said(written) == [expected]


@pytest.mark.parametrize(
    ("written", "place", "detail"),
    [
        pytest.param(
            "a:\n  - [1, 2\n",
            "3:1",
            "YAML's parser says: while parsing a flow sequence that begins in line 2, did not find expected ',' or "
            "']'.",
            id="a list that is not closed",
        ),
        pytest.param(
            'a: "b\nc: d\n',
            "3:1",
            "YAML's parser says: while scanning a quoted scalar that begins in line 1, found unexpected end of stream.",
            id="a quote that is not closed",
        ),
        pytest.param(
            "a: b: c",
            "1:5",
            "YAML's parser says: mapping values are not allowed in this context. A text with a colon and a space in it "
            "must be in quotes; else check the indentation.",
            id="two colons",
        ),
        pytest.param("a: @b", "1:4", "A text that begins with `@` must be in quotes.", id="an at sign"),
        pytest.param("a: %b", "1:4", "A text that begins with `%` must be in quotes.", id="a percent sign"),
        pytest.param(
            "- a\nb: c",
            "2:1",
            "YAML's parser says: while parsing a block collection that begins in line 1, did not find expected '-' "
            "indicator.",
            id="a list and a map at once",
        ),
        pytest.param(
            'a: "\\ud83d\\ude00"',
            "1:7",
            "A character above U+FFFF is written as itself or as one escape, such as \\U0001F600, not as two. Python's "
            "json.dumps does so with ensure_ascii=False.",
            id="a surrogate pair",
        ),
    ],
)
def test_what_is_not_yaml_is_explained_where_the_parser_stopped(written: str, place: str, detail: str) -> None:
    assert said(written) == [f"{place} SPEC104 This is not YAML"]
    assert read(written)[1][0].detail == detail


@pytest.mark.parametrize("written", ["version: 1\nstacks:\n\tp: {}\n", "version: 1\n\tstacks: {}\n", "\tversion: 1\n"])
def test_a_tab_in_the_indentation_is_called_a_tab(written: str) -> None:
    (found,) = read(written)[1]

    assert (found.code, found.range and found.range.start.column) == ("SPEC104", 1)
    assert found.detail == "YAML is indented with spaces; a tab cannot stand here. Replace it by two spaces."


def test_billion_laughs_are_refused_without_being_expanded() -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]

    assert said("\n".join(lines)) == ["6:45 SPEC112 The aliases of this file expand to too much"]


def test_a_quadratic_bomb_of_one_large_anchor_is_refused() -> None:
    bomb = f"a: &a [{'x, ' * 2000}]\nb: [{'*a, ' * 2000}]"

    assert [line.split(" ", 1)[1] for line in said(bomb)] == ["SPEC112 The aliases of this file expand to too much"]


def nested(levels: int) -> str:
    return with_stack(f"databases: {{a: {{db_name: A, arguments: {{x: {'[' * levels}1{']' * levels}}}}}}}")


def test_nesting_has_a_limit() -> None:
    outside = 6  # the file, stacks, the stack, databases, the database, arguments

    assert said(nested(yaml_reader.MAX_DEPTH - outside)) == []
    assert [line.split(" ", 1)[1] for line in said(nested(yaml_reader.MAX_DEPTH - outside + 1))] == [
        "SPEC107 Nested too deeply"
    ]
    assert [line.split(" ", 1)[1] for line in said(nested(100_000))] == ["SPEC107 Nested too deeply"]


def test_aliases_of_aliases_cannot_nest_deeper_than_that() -> None:
    levels = "\n".join(f"a{n}: &a{n} {'[' * 40}*a{n - 1}{']' * 40}" for n in range(1, 100))

    assert said(f"a0: &a0 {'[' * 40}1{']' * 40}\n{levels}") == ["2:49 SPEC107 Nested too deeply"]


def test_a_file_has_a_limit_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_BYTES", 2**20)
    spec = "version: 1\nstacks: {}\n"

    assert said(spec + "#" * (2**20 - len(spec))) == ["1:1 SPEC211 There are no stacks"]
    (found,) = read(spec + "#" * (2**20 - len(spec) + 1))[1]
    assert (found.code, found.summary) == ("SPEC101", "The file is too large")
    assert found.detail == "A spec file may have 1 MiB. Split it: a folder of *.yaml files is one spec."


@pytest.mark.parametrize("value", ["[]", "{}", "b", "'b'", "{b: c}", "&a b"])
def test_a_file_has_a_limit_in_values(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setattr(yaml_reader, "MAX_NODES", 1000)

    assert "SPEC101" not in " ".join(said(f"a: [{f'{value}, ' * 300}]"))
    assert [line.split(" ", 1)[1] for line in said(f"a: [{f'{value}, ' * 1000}]")] == ["SPEC101 The file is too large"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"a: \xe9", ["1:4 SPEC102 The file is not UTF-8"], id="Latin-1"),
        pytest.param("# é\na: x".encode() + b"\xff", ["2:5 SPEC102 The file is not UTF-8"], id="behind good UTF-8"),
        pytest.param("a: b".encode("utf-16"), ["1:1 SPEC102 The file is not UTF-8"], id="UTF-16"),
        pytest.param(b"a: \xed\xa0\x80", ["1:4 SPEC102 The file is not UTF-8"], id="half of a surrogate pair"),
        pytest.param(b"a: \xc0\x80", ["1:4 SPEC102 The file is not UTF-8"], id="an overlong zero"),
        pytest.param(b"a: b\0", ["1:5 SPEC103 A character that cannot stand in a spec"], id="NUL"),
        pytest.param(b"a: \x1b[31m", ["1:4 SPEC103 A character that cannot stand in a spec"], id="escape"),
        pytest.param("a: \x7f", ["1:4 SPEC103 A character that cannot stand in a spec"], id="delete"),
        pytest.param("x: y\na: \x85", ["2:4 SPEC103 A character that cannot stand in a spec"], id="U+0085"),
        pytest.param('a: "\u2028"', ["1:5 SPEC103 A character that cannot stand in a spec"], id="U+2028"),
        pytest.param("a: \ufeff", ["1:4 SPEC103 A character that cannot stand in a spec"], id="a mark in the middle"),
        pytest.param("a: \uffff", ["1:4 SPEC103 A character that cannot stand in a spec"], id="no character"),
    ],
)
def test_bytes_that_cannot_be_a_spec(data: bytes | str, expected: list[str]) -> None:
    assert said(data) == expected


@pytest.mark.parametrize(
    ("character", "escape"), [("\0", r"\x00"), ("\x85", r"\x85"), ("\u2028", r"\u2028"), ("\ufeff", r"\ufeff")]
)
def test_a_refused_character_can_be_written_as_the_escape_that_the_message_names(character: str, escape: str) -> None:
    (found,) = read(with_stack(f'keys: {{A: {{description: "{character}"}}}}'))[1]

    assert escape.lower() in found.detail.lower()
    assert stack_of(with_stack(f'keys: {{A: {{description: "{escape}"}}}}')).keys["A"].description == character


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_line_break_of_yaml_is_one(line_break: str) -> None:
    spec = with_stack("keys:\n  A:\n    description: |\n      one\n      two\n")
    broken = spec + "    protext: true\n"

    assert stack_of(spec.replace("\n", line_break)).keys["A"].description == "one\ntwo\n"
    assert said(broken.replace("\n", line_break)) == ['11:5 SPEC201 Unknown key "protext"']


def test_a_byte_order_mark_counts_as_bytes_and_not_as_a_column() -> None:
    (found,) = read(b"\xef\xbb\xbf" + b"version: 2\n")[1]

    assert found.range is not None
    assert (found.range.start.line, found.range.start.column, found.range.start.byte) == (1, 10, 12)
    assert found.snippet is not None
    assert found.snippet.code == "version: 2"


def test_an_empty_file_may_have_a_byte_order_mark() -> None:
    assert said(b"\xef\xbb\xbf") == ["1:1 SPEC106 The file is empty"]
