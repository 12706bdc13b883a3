"""Bytes as a state: a spec that loads, or findings."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.adopt.adopted_spec import adopted_spec
from generator.adopt.show_json import parse_resources
from generator.adopt.terraform_state import TYPES, existing_of
from generator.report import report
from tests.fuzz.promises import shows_safely
from tests.unit.adopt.states import alias, attachment, database, key, policy, role, stacks, state


def target(data: bytes) -> None:
    """Raises where a state ends in an exception, or in a spec that cannot be loaded."""
    found, wrong = parse_resources(data, "state.json", TYPES)
    existing, left_out = existing_of(found)
    text, said = adopted_spec(existing, "orders", "adopted.yaml")
    shows_safely(report([*wrong, *left_out, *said], "text"))
    if text:
        assert stacks(text)
    else:
        assert [one.code for one in said if one.severity == "error"] == ["ADO003"]


def seeds() -> Iterator[bytes]:
    """A state with one of everything, one with parts of it, and what is none."""
    yield json.dumps(state(key(), alias(), policy(), role(), attachment(), database())).encode()
    yield json.dumps(state(database())).encode()
    yield json.dumps(state(key(), alias(), policy(), role(), attachment())).encode()
    yield from (b"{}", b'{"lineage": "x"}', b'{"format_version": "1.0"}', b"[" * 2000)
