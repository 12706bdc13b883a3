"""Thousands of mistakes: people see the first hundred and how many there are, programs see all up to ten thousand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.options import Format
from tests.cli.conftest import ENCRYPT, Run, on_one_line
from tests.hostile.bounded import run_bounded


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


def empty_stacks(count: int) -> str:
    """Each of them lacks two things."""
    return "stacks:\n" + "".join(f"  s{number}:\n" for number in range(count))


def the_same_key(count: int) -> str:
    return "stacks: {}\n" + "version: 1\n" * count


def unknown_keys(count: int) -> str:
    """All in one stack."""
    return "stacks:\n  s:\n" + "".join(f"    k{number}: 1\n" for number in range(count))


@pytest.mark.parametrize("made", [empty_stacks, the_same_key, unknown_keys])
def test_after_ten_thousand_errors_nobody_looks_for_more(tmp_path: Path, made: Callable[[int], str]) -> None:
    """All that empty stacks lack would take more memory than there is."""
    (tmp_path / "spec.yaml").write_text(f"version: 1\n{made(150_000)}", "utf-8")

    reports = [
        run_bounded(
            tmp_path, "validate", "spec.yaml", "--terraform", "off", "--format", "json", "--jobs", jobs, most_mib=650
        )
        for jobs in ("1", "2")
    ]

    assert [report.code for report in reports] == [1, 1], reports[0].messages
    first, *others = json.loads(reports[0].data)["diagnostics"]
    assert first["summary"] == "There are more than 10,000 errors"
    assert "mend it, and run again" in first["detail"]
    assert len(others) == 10_000
    assert reports[1].data == reports[0].data


@pytest.mark.parametrize("format", [one.value for one in Format if one is not Format.TEXT])
def test_every_format_says_that_there_are_more(adbkms: Run, tmp_path: Path, format: str) -> None:
    (tmp_path / "spec.yaml").write_text(f"version: 1\n{empty_stacks(5_001)}", "utf-8")

    ended = adbkms("validate", tmp_path / "spec.yaml", "--terraform", "off", "--format", format)

    assert re.search("There are more than 10(,|%2C)000 errors", ended.data)


def test_a_person_sees_that_there_are_more_first(adbkms: Run, tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(f"version: 1\n{empty_stacks(5_001)}", "utf-8")

    ended = adbkms("validate", tmp_path / "spec.yaml", "--terraform", "off")

    assert ended.messages.startswith("Error: There are more than 10,000 errors (SPEC213)\n")


def test_ten_thousand_are_not_more(adbkms: Run, tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(f"version: 1\n{empty_stacks(5_000)}", "utf-8")

    ended = adbkms("validate", tmp_path / "spec.yaml", "--terraform", "off", "--format", "json")

    assert len(json.loads(ended.data)["diagnostics"]) == 10_000
    assert "SPEC213" not in ended.data


def test_a_mistake_in_the_defaults_of_many_stacks_is_one_error(adbkms: Run, tmp_path: Path) -> None:
    stack = ENCRYPT.read_text("utf-8").partition("payments-prod:\n")[2].partition("keys:")[0].replace("\n    ", "\n  ")
    stacks = "".join(f"  s{number}:\n" for number in range(11_000))
    (tmp_path / "spec.yaml").write_text(
        f"version: 1\ndefaults:\n{stack.replace('    ', '  ', 1)}  protekt: true\nstacks:\n{stacks}", "utf-8"
    )

    ended = adbkms("validate", tmp_path / "spec.yaml", "--terraform", "off", "--format", "json")

    assert [one["summary"] for one in json.loads(ended.data)["diagnostics"]] == ['Unknown key "protekt"']
