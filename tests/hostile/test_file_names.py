"""Names of files and folders that are made to be printed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, Ended, Run
from tests.fuzz.promises import shows_safely

NAMES = {
    "a line break": b"a\nError: forged",
    "a command": b"a\n::add-mask::x",
    "escapes": b"\x1b[31mred\x1b]0;title\x07",
    "C1": "\u009b31m".encode(),
    "bidi": "\u202egnp".encode(),
    "not UTF-8": b"\xff\xfe",
    "an option": b"--help",
    "long": b"x" * 250,
    "blanks": b" a ",
    "a glob": b"*",
    "a revision": b"HEAD:specs",
}


@pytest.fixture(params=list(NAMES.values()), ids=list(NAMES))
def name(request: pytest.FixtureRequest) -> str:
    return os.fsdecode(request.param)


def is_said_safely(ended: Ended) -> None:
    shows_safely(ended.messages)
    shows_safely(ended.data)
    assert "Traceback" not in ended.messages
    assert not [line for line in ended.messages.splitlines() if line.startswith(("Error: forged", "::"))]


def test_a_spec_of_any_name(process: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "specs"
    folder.mkdir()
    (folder / f"{name[:200]}.yaml").write_text("version: 2\n")

    ended = process("validate", "specs", "--terraform", "off")

    assert ended.code == 1
    is_said_safely(ended)


def test_a_folder_of_specs_of_any_name(process: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()

    ended = process("validate", "--terraform", "off", "--", f"./{name}")

    assert ended.code == 1
    is_said_safely(ended)


def test_an_output_folder_of_any_name(process: Run, tmp_path: Path, name: str) -> None:
    ended = process("render", ENCRYPT, "--out", f"./{name}")

    assert ended.code == 0, ended.messages
    assert (tmp_path / name / "stacks").is_dir()
    is_said_safely(ended)


def test_foreign_files_of_any_name_in_the_output_folder(process: Run, tmp_path: Path, name: str) -> None:
    process("render", ENCRYPT, "-o", "out")
    for suffix in (".tf", ".yaml", ""):
        (tmp_path / "out" / "stacks" / "payments-prod" / f"{name[:200]}{suffix}").write_text("x")

    for arguments in (["render", ENCRYPT, "-o", "out"], ["diff", "out", ENCRYPT], ["validate", "out"]):
        is_said_safely(process(*arguments))


@pytest.mark.parametrize("made", ["folder", "link", "dangling"])
def test_defaults_that_are_no_file(process: Run, tmp_path: Path, made: str) -> None:
    specs = tmp_path / "specs"
    specs.mkdir()
    (specs / "a.yaml").write_text(ENCRYPT.read_text("utf-8"), "utf-8")
    defaults = specs / "defaults.yaml"
    if made == "folder":
        defaults.mkdir()
    else:
        defaults.symlink_to("." if made == "link" else "absent")

    ended = process("validate", "specs", "--terraform", "off")

    # A folder is none of the files of a folder of specs, whatever its name; a link to nothing is a mistake.
    assert ended.code == (1 if made == "dangling" else 0)
    is_said_safely(ended)
