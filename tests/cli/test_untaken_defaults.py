"""Every command that reads a spec says which defaults do not hold, and goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, Run, on_one_line

SAID = "Warning: specs/defaults.yaml is not read (SPEC214)"


@pytest.fixture
def named(tmp_path: Path) -> str:
    """A whole spec, beside which there are defaults."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/payments.yaml").write_text(ENCRYPT.read_text("utf-8"), "utf-8")
    (tmp_path / "specs/defaults.yaml").write_text("version: 1\ndefaults: {protect: false}\n", "utf-8")
    return "specs/payments.yaml"


@pytest.mark.parametrize(
    "command",
    [
        ["render", "SPEC", "-o", "out"],
        ["render", "SPEC", "-o", "out", "--jobs", "2"],
        ["render", "SPEC", "--stdout"],
        ["validate", "SPEC", "--terraform", "off"],
        ["next", "SPEC"],
        ["diff", "SPEC", "SPEC"],
        ["report", "SPEC", "-o", "page.html"],
        ["block", "SPEC", "payments-prod/orders"],
    ],
    ids=" ".join,
)
def test_it_is_said(adbkms: Run, named: str, command: list[str]) -> None:
    ended = adbkms(*(named if word == "SPEC" else word for word in command))

    assert SAID in on_one_line(ended)
    assert "Name the folder, specs, if it is to hold." in on_one_line(ended)


def test_it_is_no_error_and_the_tree_is_written(adbkms: Run, named: str) -> None:
    assert adbkms("render", named, "-o", "out").code == 0
    assert adbkms("render", named, "-o", "out", "--check").code == 0
    assert "prevent_destroy" in Path("out/stacks/payments-prod/main.tf").read_text("utf-8")


def test_it_stands_before_what_the_stacks_lack_without_them(adbkms: Run, named: str) -> None:
    text = Path(named).read_text("utf-8")
    Path(named).write_text(text.replace("      region: us-east-2 # Ohio\n", ""), "utf-8")

    ended = adbkms("render", named, "-o", "out")

    assert ended.code == 1
    assert on_one_line(ended).index(SAID) < on_one_line(ended).index("(SPEC202)")


def test_where_the_folder_is_named_they_hold(adbkms: Run, named: str) -> None:
    ended = adbkms("render", Path(named).parent, "-o", "out")

    assert (ended.code, "SPEC214" in ended.messages) == (0, False)
    assert "prevent_destroy" not in Path("out/stacks/payments-prod/main.tf").read_text("utf-8")


def test_where_they_are_named_too_they_hold(adbkms: Run, named: str) -> None:
    folder = Path(named).parent

    ended = adbkms("render", *sorted(map(str, folder.glob("*.yaml"))), "-o", "out")

    assert (ended.code, "SPEC214" in ended.messages) == (0, False)
    assert "prevent_destroy" not in Path("out/stacks/payments-prod/main.tf").read_text("utf-8")
