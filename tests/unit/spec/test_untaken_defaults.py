"""Defaults that are there and do not hold are said, once for each folder."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from generator.diagnostics import Severity, in_reading_order
from generator.report import report
from generator.spec.files import read_files
from generator.spec.load import load_spec
from tests.unit.spec.reading import HEAD


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(*names: str, text: str = HEAD) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)


def said_of(*arguments: str) -> list[str]:
    """What is said about the files that the arguments name: all of it are warnings of one code."""
    found = read_files(arguments)[1]
    assert {(one.code, one.severity) for one in found} <= {("SPEC214", Severity.WARNING)}
    return [one.summary for one in found]


def test_a_file_is_named_without_its_folder() -> None:
    write("specs/payments.yaml", "specs/defaults.yaml")

    assert (
        report(read_files(["specs/payments.yaml"])[1], "text")
        == """\
Warning: specs/defaults.yaml is not read (SPEC214)

  It holds for the files of its folder where the folder is named, and specs/payments.yaml is named
  by itself. Name the folder, specs, if it is to hold.
"""
    )


def test_a_folder_has_a_defaults_yml() -> None:
    write("specs/payments.yaml", "specs/defaults.yml")

    assert (
        report(read_files(["specs"])[1], "text")
        == """\
Warning: specs/defaults.yml holds for no other file (SPEC214)

  Only a defaults.yaml holds for all files of its folder. Rename it to specs/defaults.yaml.
"""
    )


def test_where_the_name_is_taken_it_is_not_to_be_renamed() -> None:
    write("specs/defaults.yml", "specs/defaults.yaml")

    assert [one.detail for one in read_files(["specs"])[1]] == [
        "Only a defaults.yaml holds for all files of its folder. Move what it says into specs/defaults.yaml."
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["specs/a.yaml", "specs/b.yaml"], ["specs/defaults.yaml is not read"]),
        (["specs/a.yaml", "./specs/b.yaml", "link/b.yaml"], ["specs/defaults.yaml is not read"]),
        (["specs/a.yaml", "more/c.yaml"], ["specs/defaults.yaml is not read", "more/defaults.yaml is not read"]),
        (["old", "old/", "old/d.yaml"], ["old/defaults.yml holds for no other file"]),
        (["e.yaml"], ["defaults.yaml is not read"]),
    ],
    ids=str,
)
def test_it_is_said_once_for_each_folder(arguments: list[str], said: list[str]) -> None:
    write("specs/a.yaml", "specs/b.yaml", "specs/defaults.yaml", "more/c.yaml", "more/defaults.yaml")
    write("old/d.yaml", "old/defaults.yml", "e.yaml", "defaults.yaml")
    Path("link").symlink_to("specs")

    assert said_of(*arguments) == said


@pytest.mark.parametrize(
    "arguments",
    [
        ["specs"],
        ["specs/a.yaml", "specs"],
        ["specs/a.yaml", "specs/defaults.yaml"],
        ["specs/defaults.yaml"],
        ["old/d.yaml"],
        ["old/defaults.yml"],
        ["-"],
        ["below/specs/f.yaml"],
    ],
    ids=str,
)
def test_otherwise_there_is_nothing_to_say(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    write("specs/a.yaml", "specs/defaults.yaml", "old/d.yaml", "old/defaults.yml", "below/defaults.yaml")
    write("defaults.yaml", "below/specs/f.yaml")
    Path("below/specs/defaults.yaml").mkdir()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"version: 1\n")))

    assert said_of(*arguments) == []


@pytest.mark.parametrize("defaults", ["specs/defaults.yaml", "link/defaults.yaml", "more/../specs/defaults.yaml"])
def test_defaults_that_are_named_hold_for_what_is_named_beside_them(defaults: str) -> None:
    """As by a shell's `specs/*.yaml`."""
    write("specs/a.yaml", "specs/b.yaml", "more/c.yaml")
    write("specs/defaults.yaml", text="version: 1\ndefaults: {}\n")
    Path("link").symlink_to("specs")

    read = read_files(["more/c.yaml", defaults, "specs/b.yaml", "specs/a.yaml"])[0]

    assert [text.is_folder_defaults for text in read] == [False, True, False, False]
    assert [text.folder for text in read] == [None, *[str(Path("specs").resolve())] * 3]


def test_defaults_alone_are_a_file_like_any_other() -> None:
    write("specs/a.yaml", "specs/defaults.yaml", "more/c.yaml")

    assert [text.folder for text in read_files(["specs/defaults.yaml", "more/c.yaml"])[0]] == [None, None]


def test_that_there_are_no_stacks_is_said_as_well() -> None:
    write("specs/a.yaml", text="version: 1\n")
    write("specs/defaults.yaml")

    assert [one.code for one in in_reading_order(load_spec(["specs/a.yaml"])[1])] == ["SPEC214", "SPEC211"]


def test_standard_input_is_beside_no_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    write("defaults.yaml")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"version: 1\n")))

    assert [text.folder for text in read_files(["defaults.yaml", "-"])[0]] == [None, None]
