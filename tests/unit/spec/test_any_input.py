"""Whatever the bytes of a file are: a spec, or diagnostics that can be shown, and never an exception."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.report import FORMATS, report
from generator.spec.codes import CODES
from tests.unit.spec.reading import HEAD, read, with_stack
from tests.unit.spec.specs import any_text, json_text, specs

WHOLE = with_stack(
    """
    keys: {A: &a {description: 'it''s', tags: {"team": platform}}, B: {<<: *a}}
    roles:
      R: {policies: [P], oracle_user_arn: arn:aws:iam::444455556666:user/x}
    databases:
      orders:
        db_name: ORDERS  # comment
        annotations:
        - |
          two
          lines
    """
).encode()
PIECES = [*"ab01:-?,[]{}#&*!|>'\"%@`<~=. \t\n\r\\", "é", "\0", "\u2028", "stacks", "<<: ", "\n  ", "\n- ", "? ", "*a"]
yaml_like = st.lists(st.sampled_from(PIECES)).map("".join)


@st.composite
def damaged_specs(draw: st.DrawFn) -> bytes:
    """A good spec in which something was cut out and something else put in."""
    start = draw(st.integers(0, len(WHOLE)))
    end = draw(st.integers(start, min(len(WHOLE), start + 20)))
    inserted = draw(st.binary(max_size=4) | yaml_like.map(str.encode))
    return WHOLE[:start] + inserted + WHOLE[end:]


def test_the_undamaged_spec_is_good() -> None:
    assert read(WHOLE)[1] == []


@given(st.binary() | yaml_like.map(str.encode) | yaml_like.map(lambda text: (HEAD + text).encode()) | damaged_specs())
def test_any_bytes_are_a_spec_or_diagnostics(data: bytes) -> None:
    spec, diagnostics = read(data)

    assert spec.stacks or diagnostics
    for format in FORMATS:
        assert report(diagnostics, format).encode() or not diagnostics
    for found in diagnostics:
        assert found.code in CODES
        assert found.range is not None
        assert found.range.start <= found.range.end
        assert found.range.end.byte <= max(len(data), len(data.decode(errors="replace").encode()))
        if found.code != "SPEC102":
            before = data[: found.range.start.byte].decode("utf-8-sig")
            lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert (found.range.start.line, found.range.start.column) == (len(lines), len(lines[-1]) + 1)


def texts_of(spec: dict[str, Any]) -> list[Any]:
    """What was read from the free-text fields that `with_text` fills."""
    found, diagnostics = read(spec["written"])
    assert diagnostics == [], report(diagnostics, "text")
    stack = found.stacks[0].stack
    (key,) = stack.keys.values()
    database = stack.databases["orders"]
    return [
        *stack.aws.tags.items(),
        key.description,
        key.annotations,
        *key.tags.items(),
        stack.policies["P"].description,
        database.encryption.key,
        list(database.arguments["texts"]),
    ]


def with_text(text: str) -> dict[str, Any]:
    """A spec with the text in fields that take any."""
    tag = {text or "x": text}
    return {
        "version": 1,
        "stacks": {
            "p": {
                "aws": {"account_id": "012345678901", "region": "us-east-2", "tags": tag},
                "oci": {"compartment_id": "ocid1.compartment.oc1..a", "region": "us-ashburn-1"},
                "keys": {"K": {"description": text, "annotations": [text, text], "tags": tag}},
                "policies": {"P": {"description": text}},
                "databases": {
                    "orders": {"db_name": "A", "encryption": {"key": text}, "arguments": {"texts": [text]}},
                },
            }
        },
    }


def expected(text: str) -> list[Any]:
    same = unicodedata.normalize("NFC", text)
    tag = (same or "x", same)
    return [tag, same, [same, same], tag, same, same, [same]]


@given(any_text)
def test_any_text_arrives_unchanged_from_yaml(text: str) -> None:
    assert texts_of({"written": yaml.safe_dump(with_text(text))}) == expected(text)
    assert texts_of({"written": yaml.safe_dump(with_text(text), width=20, default_flow_style=True)}) == expected(text)


@given(json_text)
def test_any_text_arrives_unchanged_from_json(text: str) -> None:
    assert texts_of({"written": json.dumps(with_text(text), ensure_ascii=False)}) == expected(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "a\n\nb\n", " a", "a ", "'", '"', "\\", "${x}", "%{if}", "#", ": ", "\u202e"]
)
def test_texts_that_often_break_arrive_too(text: str) -> None:
    assert texts_of({"written": yaml.safe_dump(with_text(text))}) == expected(text)
    assert texts_of({"written": json.dumps(with_text(text), ensure_ascii=False)}) == expected(text)


@given(specs)
def test_however_a_spec_is_written_it_means_the_same(spec: dict[str, Any]) -> None:
    written = [
        json.dumps(spec, ensure_ascii=False),
        json.dumps(spec, ensure_ascii=False, indent=2),
        yaml.safe_dump(spec, sort_keys=False, default_flow_style=False),
        yaml.safe_dump(spec, sort_keys=False, default_flow_style=True, width=40),
    ]
    loaded = [read(text) for text in written]

    assert [diagnostics for _, diagnostics in loaded] == [[], [], [], []]
    assert len({found.digest() for found, _ in loaded}) == 1
