"""Files of a gigabyte, which take no place on the disk, where every file that is read can be: an error, soon, and
without the memory."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT
from tests.hostile.bounded import run_bounded

_GIGABYTE = 1 << 30
# MiB of address space: what the command line takes by itself, and what the bound of a plan takes beside that.
LITTLE, MUCH = 500, 1500

HUGE = {
    "a spec": ("spec.yaml", ["validate", "spec.yaml"], "The file is too large", LITTLE),
    "a spec in a folder": ("specs/a.yaml", ["validate", "specs"], "The file is too large", LITTLE),
    "a plan": ("plan.json", ["guard", "plan.json"], "The plan is too large", MUCH),
    "a state": ("state.json", ["adopt", "state.json", "-o", "new.yaml"], "is too large", MUCH),
    "a manifest": ("out/.adbkms/manifest.json", ["render", ENCRYPT, "-o", "out"], "256 MiB", LITTLE),
    "a journal": ("out/.adbkms/journal.json", ["render", ENCRYPT, "-o", "out"], "256 MiB", LITTLE),
    "a rendered file": ("out/stacks/payments-prod/main.tf", ["render", ENCRYPT, "-o", "out"], "64 MiB", LITTLE),
    "a file to verify": ("out/stacks/a/main.tf", ["validate", "out"], "more than 32 MiB", LITTLE),
    "a file to compare": ("out/stacks/a/main.tf", ["diff", "out", ENCRYPT], "is not compared", LITTLE),
    "a report": ("report.html", ["report", ENCRYPT, "-o", "report.html"], "64 MiB", LITTLE),
}


@pytest.mark.parametrize(("file", "arguments", "said", "most_mib"), HUGE.values(), ids=HUGE.keys())
def test_a_gigabyte(tmp_path: Path, file: str, arguments: list[str], said: str, most_mib: int) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.truncate(path, _GIGABYTE)

    ended = run_bounded(tmp_path, *arguments, most_mib=most_mib)

    assert ended.code in (1, 2), ended.messages
    assert said in " ".join(ended.messages.split())
    assert "Traceback" not in ended.messages


def many_texts() -> bytes:
    return b"version: 1\nstacks: [" + b"a," * (30 << 20) + b"]\n"


def aliases_of_aliases() -> bytes:
    levels = "".join(f"x{at}: &a{at} [{','.join([f'*a{at - 1}'] * 10)}]\n" for at in range(1, 12))
    return f"version: 1\nx0: &a0 [{','.join('a' * 10)}]\n{levels}".encode()


def very_deep() -> bytes:
    return b"version: 1\nstacks: " + b"[" * 10_000_000


def one_long_line() -> bytes:
    return b"version: 1\nstacks: {p: {aws: {account_id: '" + b"9" * (60 << 20) + b"'}}}\n"


def one_huge_number() -> bytes:
    return b"version: " + b"9" * (60 << 20) + b"\n"


@pytest.mark.parametrize("made", [many_texts, aliases_of_aliases, very_deep, one_long_line, one_huge_number])
def test_a_spec_that_is_meant_to_take_the_machine(tmp_path: Path, made: Callable[[], bytes]) -> None:
    (tmp_path / "spec.yaml").write_bytes(made())

    ended = run_bounded(tmp_path, "validate", "spec.yaml", "--terraform", "off", most_mib=MUCH)

    assert ended.code == 1
    assert ended.messages.startswith("Error: ")
    assert "Traceback" not in ended.messages
    assert len(ended.messages) < 10_000


JSON = {
    "deep lists": "[" * 10_000_000,
    "deep objects": '{"a":' * 1_000_000,
    "a number without end": "9" * 10_000_000,
    "a text without end": '"' + "\\u0000" * 1_000_000,
    "millions of lists": f'{{"format_version": "1.0", "resource_changes": [{"[]," * 16_000_000}[]]}}',
    "many lists": f'{{"format_version": "1.0", "values": 1, "x": [{"[]," * 1_000_000}[]]}}',
}


@pytest.mark.parametrize("text", JSON.values(), ids=JSON.keys())
@pytest.mark.parametrize("command", [["guard", "x.json"], ["adopt", "x.json", "-o", "new.yaml"]], ids=["plan", "state"])
def test_a_plan_or_state_that_is_meant_to_take_the_machine(tmp_path: Path, command: list[str], text: str) -> None:
    (tmp_path / "x.json").write_text(text)

    ended = run_bounded(tmp_path, *command, most_mib=MUCH)

    assert ended.code == 1
    assert ended.messages.startswith("Error: ")
    assert "Traceback" not in ended.messages
