"""Edits of a spec's text: what it says before and after, in the styles that people write."""

from __future__ import annotations

from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.spec.edits.edit import AddEntry, AppendItem, Edit, SetText, edited
from generator.spec.edits.flow import Verbatim
from generator.spec.edits.proven import edit_stack
from generator.spec.edits.scalar_text import scalar_text
from generator.spec.files import SpecText
from generator.spec.load import parse_spec
from tests.unit.spec.reading import with_stack

KEY = SetText(("orders", "encryption", "key"), "B")


def after(text: str, *edits: Edit) -> str:
    return edited(dedent(text).lstrip("\n"), edits)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("encryption: {key: A, role: R} # why", "encryption: {key: B, role: R} # why"),
        ("encryption: {role: R}", "encryption: {role: R, key: B}"),
        ("encryption: {role: R,}", "encryption: {role: R, key: B,}"),
        ("encryption: {}", "encryption: {key: B}"),
        ("encryption: # why", "encryption: {key: B} # why"),
        ("encryption: ~ # why", "encryption: {key: B} # why"),
        ("encryption: {key: 'A'}", "encryption: {key: 'B'}"),
        ('encryption: {"key": "A"}', 'encryption: {"key": "B"}'),
        ('encryption: {"role": "R"}', 'encryption: {"role": "R", "key": "B"}'),
        ("encryption: &unused {key: &too A}", "encryption: &unused {key: &too B}"),
        ("encryption:\n    key: A # why\n    role: R", "encryption:\n    key: B # why\n    role: R"),
        ("encryption:\n    r: R\n      # and\n\n  # n", "encryption:\n    r: R\n      # and\n    key: B\n\n  # n"),
        ("encryption:\n    key: >-\n      A\n\n    role: R", "encryption:\n    key: B\n\n    role: R"),
        ("encryption:\n    <<: {key: A}", "encryption:\n    <<: {key: A}\n    key: B"),
        ("db_name: O", "db_name: O\n  encryption: {key: B}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("rest", ["", "\n", "\nother: 1\n"])
def test_a_text_at_a_path(before: str, expected: str, line_break: str, rest: str) -> None:
    texts = [f"# é ☃ 😀\norders:\n  {one}{rest}".replace("\n", line_break) for one in (before, expected)]

    assert edited(texts[0], [KEY]) == texts[1]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("keys: [A, 'B'] # why", "keys: [A, 'B', 'C'] # why"),
        ("keys: []", "keys: [C]"),
        ("keys:\n- A # one\n# two\n", "keys:\n- A # one\n- C\n# two\n"),
        ("keys:\n  -   A\n  -   B", "keys:\n  -   A\n  -   B\n  -   C"),
        ("keys: &k [A]\nother: *k", "keys: [A, C]\nother: &k [A]"),
        ("other: &k [A]\nkeys: *k", "other: &k [A]\nkeys: [A, B, C]"),
        ("other: 1", "other: 1\nkeys: [A, B, C]"),
    ],
)
def test_an_item_of_a_list(before: str, expected: str) -> None:
    assert edited(before, [AppendItem(("keys",), "C", ("A", "B", "C"))]) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (
            "keys:\n  A:\n    d: |-\n      x\n    # of A\n\n  # of B\n  B: {}",
            "keys:\n  A:\n    d: |-\n      x\n    # of A\n  C:\n    e: 1\n\n  # of B\n  B: {}",
        ),
        ("keys:\n  A: {}", "keys:\n  A: {}\n  C:\n    e: 1"),
    ],
)  # fmt: skip
def test_an_entry_of_a_map(before: str, expected: str) -> None:
    assert edited(before, [AddEntry(("keys",), "C", Verbatim("\n    e: 1"), after="A")]) == expected


def test_an_entry_between_braces() -> None:
    add = AddEntry(("keys",), "C", {"tags": {"a": "1"}}, after="A")

    assert edited("keys: {A: {x: 1}, B: {}}", [add]) == 'keys: {A: {x: 1}, C: {tags: {a: "1"}}, B: {}}'


def test_what_an_alias_stands_for_is_left_to_the_others() -> None:
    before = """
        invoices: {encryption: &shared {key: A, role: R}} # theirs
        orders:
          encryption: *shared # ours
        """
    assert after(before, KEY) == dedent("""\
        invoices: {encryption: &shared {key: A, role: R}} # theirs
        orders:
          encryption: {<<: *shared, key: B} # ours
        """)


def test_what_others_take_from_here_stays_theirs() -> None:
    before = """
        orders:
          encryption: &shared
            key: &key A # ours
        invoices: {encryption: *shared}
        returns:
          encryption:
            <<: *shared
            role: S
        """
    assert after(before, KEY) == dedent("""\
        orders:
          encryption: &shared
            key: &key B # ours
        invoices: {encryption: {<<: *shared, key: A}}
        returns:
          encryption:
            <<: *shared
            role: S
            key: A
        """)


def test_an_anchor_of_a_text_moves_to_the_first_who_uses_it() -> None:
    before = "orders: {encryption: {key: &key A}}\ninvoices: *key\nreturns: *key\n"

    assert edited(before, [KEY]) == "orders: {encryption: {key: B}}\ninvoices: &key A\nreturns: *key\n"


def test_an_anchor_of_a_map_moves_where_a_new_entry_would_be_everybodys() -> None:
    before = "keys: &keys\n  A: {}\nothers: *keys\n"

    assert edited(before, [AddEntry(("keys",), "B", {})]) == "keys:\n  A: {}\n  B: {}\nothers: &keys {A: {}}\n"


def test_a_merge_key_is_overridden_and_what_it_merges_is_left_alone() -> None:
    before = "base: &base {encryption: {key: A, role: R}}\norders:\n  <<: *base\n"

    assert edited(before, [KEY]) == (
        "base: &base {encryption: {key: A, role: R}}\norders:\n  <<: *base\n  encryption: {key: B, role: R}\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ADBS_Key1", "ADBS_Key1"),
        ("adbs/payments-2026", "adbs/payments-2026"),
        ("arn:aws:kms:us-east-2:111122223333:key/1234abcd", "arn:aws:kms:us-east-2:111122223333:key/1234abcd"),
        ("no", '"no"'),
        ("NULL", '"NULL"'),
        ("2026", '"2026"'),
        ("0x1F", '"0x1F"'),
        ("2026-01-01", '"2026-01-01"'),
        ("1e3", '"1e3"'),
        ("-x", '"-x"'),
        ("a b", '"a b"'),
        ("a: b", '"a: b"'),
        ("a#b", '"a#b"'),
        ("", '""'),
        ('"\\', '"\\"\\\\"'),
        ("é", '"é"'),
        ("a\u2028b\n", '"a\\u2028b\\u000a"'),
    ],
)
def test_a_text_that_could_mean_something_else_is_in_quotes(text: str, written: str) -> None:
    assert scalar_text(text) == written.replace("\\u000a", "\\x0a")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from([None, "'", '"']))
def test_a_text_is_read_as_it_was_whatever_its_quotes(text: str, style: str | None) -> None:
    assert yaml.safe_load(f"{{k: {scalar_text(text, style)}, l: 1}}") == {"k": text, "l": 1}
    assert yaml.safe_load(f"k: {scalar_text(text, style)} # c") == {"k": text}


@pytest.mark.parametrize(
    "encryption",
    ["encryption", "encryption: # null takes away what the defaults say"],
)
def test_what_cannot_be_proven_is_not_taken(encryption: str) -> None:
    """Here `{key: A}` in the place of null would let the defaults' endpoint in."""
    braces = "{" if encryption == "encryption" else ""
    text = with_stack(f"databases:\n  orders: {braces}{encryption}")
    text = (
        f"{text}, db_name: O}}\n"
        if braces
        else f"{text}\n".replace("orders: ", "orders:\n        db_name: O\n        ")
    )
    text += "defaults: {databases: {orders: {encryption: {service_endpoint: kms.us-east-2.amazonaws.com}}}}\n"
    texts = [SpecText("spec.yaml", text.encode())]
    spec, diagnostics = parse_spec(texts)
    assert diagnostics == []
    (loaded,) = spec.stacks
    edits = [SetText(("stacks", "payments-prod", "databases", "orders", "encryption", "key"), "A")]

    orders = loaded.stack.databases["orders"]
    selected = replace(orders, encryption=replace(orders.encryption, key="A"))
    expected = replace(loaded.stack, databases={"orders": selected})

    assert edit_stack(texts, spec, loaded, edits, expected) is None
