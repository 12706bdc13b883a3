"""Thousands of mistakes: people see the first hundred and how many there are, programs see all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, on_one_line


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A spec with two mistakes in each of its stacks."""
    path = tmp_path / "spec.yaml"
    stacks = "".join(f"  s{number}: {{}}\n" for number in range(2000))
    path.write_text(f"version: 1\nstacks:\n{stacks}", "utf-8")
    return path


def test_a_person_sees_a_hundred(adbkms: Run, spec: Path) -> None:
    ended = adbkms("validate", spec, "--terraform", "off")

    assert ended.code == 1
    assert ended.messages.count("Error: ") == 100
    assert "These are 100 of 4,000 findings. All of them are in another --format than text." in on_one_line(ended)


def test_a_program_sees_all(adbkms: Run, spec: Path) -> None:
    ended = adbkms("validate", spec, "--terraform", "off", "--format", "json")

    assert len(json.loads(ended.data)["diagnostics"]) == 4000
