"""What `terraform show -json` prints, and files that are something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.adopt import show_json
from generator.adopt.show_json import Resource, parse_resources, read_resources
from generator.adopt.terraform_state import TYPES
from generator.diagnostics import Diagnostic
from tests.unit.adopt.states import database, key, resource, state


def parse(shown: Any) -> tuple[list[Resource], list[Diagnostic]]:
    data = shown if isinstance(shown, bytes) else json.dumps(shown).encode()
    return parse_resources(data, "state.json", TYPES)


def test_of_a_state_managed_resources_of_the_two_clouds_are_read() -> None:
    data = key() | {"mode": "data"}
    deposed = key() | {"deposed_key": "byebye"}

    found, said = parse(state(key(), data, deposed, resource("aws_s3_bucket.x", {}), database()))

    assert ([one.type for one in found], said) == (["aws_kms_key", "oci_database_autonomous_database"], [])


def test_a_state_without_anything_has_nothing() -> None:
    assert parse({"format_version": "1.0"}) == ([], [])


def test_of_a_plan_exists_what_was_there_before_it() -> None:
    changes = [
        {"address": "aws_kms_key.new", "mode": "managed", "type": "aws_kms_key", "change": {"actions": ["create"]}},
        {"address": "aws_kms_key.old", "mode": "managed", "type": "aws_kms_key", "change": {"actions": ["update"]}},
        {"address": "aws_s3_bucket.n", "mode": "managed", "type": "aws_s3_bucket", "change": {"actions": ["create"]}},
    ]
    plan = {"format_version": "1.2", "prior_state": state(key()), "planned_values": {}, "resource_changes": changes}

    found, (said,) = parse(plan)

    assert [one.address for one in found] == ["aws_kms_key.master"]
    assert (said.code, said.summary) == ("ADO005", "state.json would create 1 more: they do not exist yet")
    assert said.detail == "Left out: aws_kms_key.new."


def test_what_is_sensitive_is_not_read() -> None:
    marked = key() | {"sensitive_values": {"description": True, "tags": {}, "policy": [{"x": [False, True]}]}}

    ((one,), _) = parse(state(marked))

    assert one.hidden == {"description", "policy"}
    assert not {"description", "policy"} & set(one.values)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "ADO001"),
        (b"{", "ADO001"),
        (b"\xff", "ADO001"),
        (b"[" * 100_000, "ADO001"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "ADO001"),
        (b'{"x": NaN}', "ADO001"),
        (b"[]", "ADO002"),
        (b'"text"', "ADO002"),
        (b"{}", "ADO002"),
    ],
)
def test_what_is_no_state_is_an_error(data: bytes, code: str) -> None:
    found, (said,) = parse(data)

    assert (found, said.code, said.severity) == ([], code, "error")


def test_the_state_file_itself_is_told_from_what_show_prints() -> None:
    _, (said,) = parse({"version": 4, "lineage": "x", "resources": []})

    assert said.detail == "This is the state file itself. Write it with `terraform show -json > state.json`."


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(show_json, "MAX_BYTES", 10)
    file = tmp_path / "state.json"
    file.write_text(json.dumps(state(key())), "utf-8")

    _, (said,) = read_resources(str(file), TYPES)

    assert (said.code, said.summary) == ("ADO001", f"{file} is too large")


def test_a_file_that_is_not_there() -> None:
    _, (said,) = read_resources("nothing.json", TYPES)

    assert (said.code, said.summary, said.detail) == (
        "ADO001",
        "Cannot read nothing.json",
        "No such file or directory.",
    )
