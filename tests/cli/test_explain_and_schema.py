"""`adbkms explain` and `adbkms schema`."""

from __future__ import annotations

import json

import pytest

from generator.explanations import explanations
from generator.spec.json_schema import json_schema
from tests.cli.conftest import ROOT, Run


def test_without_a_code_all_are_listed(adbkms: Run) -> None:
    ended = adbkms("explain")

    assert ended.code == 0
    assert ended.data.splitlines() == [f"{code}  {one.title}" for code, one in sorted(explanations().items())]


@pytest.mark.parametrize("code", ["STG101", "stg101", "Stg101"])
def test_a_rule(adbkms: Run, code: str) -> None:
    ended = adbkms("explain", code)

    assert (ended.code, ended.messages) == (0, "")
    assert ended.data.startswith("# STG101: A database exists before it gets a key in AWS KMS\n\n")
    assert "Error. Not so:\n\n```yaml\ndatabases:" in ended.data
    assert "Source: Oracle, Manage Master Encryption Keys" in ended.data


def test_what_is_no_rule(adbkms: Run) -> None:
    assert adbkms("explain", "PUB001").data.startswith("# PUB001: A file was edited by hand\n\n")


def test_an_unknown_code(adbkms: Run) -> None:
    near = adbkms("explain", "STG11")
    assert (near.code, near.data) == (1, "")
    assert near.messages.startswith('There is no code "STG11". Did you mean "STG1')
    assert near.messages.endswith("`adbkms explain` lists them all.\n")

    far = adbkms("explain", "nonsense")
    assert (far.code, far.messages) == (
        1, 'There is no code "nonsense".\n`adbkms explain` lists them all.\n',
    )  # fmt: skip


def test_the_schema_is_the_committed_one(adbkms: Run) -> None:
    ended = adbkms("schema")

    assert (ended.code, ended.messages) == (0, "")
    assert json.loads(ended.data)["$schema"].startswith("http://json-schema.org/draft-07/")
    assert ended.data == json_schema() == (ROOT / "generator/spec/adbkms.schema.json").read_text("utf-8")
