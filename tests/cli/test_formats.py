"""`--format`: every command that has diagnostics to print takes every format, and standard output is a whole report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from generator.cli.options import Format
from generator.report import FORMATS
from tests.cli.conftest import ENCRYPT, ROOT, Ended, Run, change

# A mistake in the spec, or in what stands in its place; each command with a file that has one.
WRONG = {
    "render": ("render", "spec.yaml", "-o", "out"),
    "render --check": ("render", "spec.yaml", "-o", "out", "--check"),
    "validate": ("validate", "spec.yaml", "--terraform", "off"),
    "discover": ("discover", "spec.yaml"),
    "key switch": ("key", "switch", "spec.yaml", "payments-prod/orders", "--key", "ADBS_Key2"),
    "key rotate": ("key", "rotate", "spec.yaml", "payments-prod/orders"),
    "key revert": ("key", "revert", "spec.yaml", "payments-prod/orders"),
    "block": ("block", "spec.yaml", "payments-prod/orders"),
    "preflight": ("preflight", "spec.yaml"),
    "guard": ("guard", "plan.json", "--spec", "spec.yaml"),
}
ADOPT = ("adopt", "missing.json", "-o", "adopted.yaml")


def read(format: str, ended: Ended) -> Any:
    """What a program makes of standard output."""
    match format:
        case "json" | "sarif" | "gitlab":
            return json.loads(ended.data)
        case "junit":
            return ElementTree.fromstring(ended.data.encode())
        case "github":
            return ended.data.startswith("::error ")
        case "markdown":
            return ended.data.startswith("**")
    return ended.data == "" and ended.messages.startswith("Error: ")


def test_the_command_line_has_all_formats() -> None:
    assert tuple(Format) == FORMATS


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG.keys())
def test_a_mistake_in_every_format(adbkms: Run, spec: Path, arguments: tuple[str, ...], format: str) -> None:
    change(spec, "region: us-east-2", "regoin: us-east-2")

    ended = adbkms(*arguments, "--format", format)

    assert ended.code == 1
    assert read(format, ended)
    assert "SPEC201" in ended.data + ended.messages


@pytest.mark.parametrize("format", FORMATS)
def test_adopt_in_every_format(adbkms: Run, format: str) -> None:
    ended = adbkms(*ADOPT, "--format", format)

    assert ended.code == 1
    assert read(format, ended)


@pytest.mark.parametrize("format", FORMATS)
def test_what_a_plan_would_do_in_every_format(adbkms: Run, format: str) -> None:
    ended = adbkms("guard", ROOT / "examples/plans/replace.json", "--format", format)

    assert ended.code == 2
    assert "GRD201" in ended.data + ended.messages
    assert read(format, ended)


@pytest.mark.parametrize(
    ("format", "data"),
    [("gitlab", "[]\n"), ("github", ""), ("markdown", "**No errors**\n")],
)
def test_where_nothing_is_wrong_the_report_says_so(adbkms: Run, format: str, data: str) -> None:
    ended = adbkms("validate", ENCRYPT, "--terraform", "off", "--format", format)

    assert (ended.code, ended.data) == (0, data)


@pytest.mark.parametrize("arguments", [("validate",), ("render", "-o", "out"), ("render", "-o", "out", "--check")])
def test_a_run_without_findings_is_a_test_that_passed(adbkms: Run, spec: Path, arguments: tuple[str, ...]) -> None:
    command, *options = arguments

    ended = adbkms(command, spec, *options, "--format", "junit")

    assert '<testsuite name="adbkms" tests="1" failures="0" errors="0" skipped="0">' in ended.data


def test_gitlab_is_given_paths_from_its_clone(
    adbkms: Run, spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path.parent))
    change(spec, "region: us-east-2", "regoin: us-east-2")

    ended = adbkms("validate", spec, "--terraform", "off", "--format", "gitlab")

    assert {one["location"]["path"] for one in json.loads(ended.data)} == {f"{tmp_path.name}/spec.yaml"}
