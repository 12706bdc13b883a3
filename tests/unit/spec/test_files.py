"""The arguments of the command line are files, folders of files, or standard input."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from generator.diagnostics import in_reading_order
from generator.report import report
from generator.spec import files
from generator.spec.files import SpecText, read_files
from generator.spec.load import load_spec
from tests.unit.spec.reading import HEAD


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(*names: str, text: str = HEAD) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)


def names_of(*arguments: str) -> list[str]:
    texts, diagnostics = read_files(arguments)
    assert diagnostics == []
    return [text.filename for text in texts]


def shown(*arguments: str) -> str:
    return report(in_reading_order(load_spec(arguments)[1]), "text")


def test_files_are_read_in_the_order_in_which_they_are_named() -> None:
    write("b.yaml", "a.spec")

    assert names_of("b.yaml", "a.spec") == ["b.yaml", "a.spec"]


def test_a_folder_stands_for_its_yaml_files_by_name() -> None:
    write("specs/b.yaml", "specs/B.yaml", "specs/a.yml", "specs/10.yaml", "specs/9.yaml", "specs/defaults.yaml")
    write("specs/README.md", "specs/a.yaml.orig", "specs/a.json", "specs/.hidden.yaml", "specs/below/c.yaml")
    Path("specs/folder.yaml").mkdir()

    assert names_of("specs") == [
        "specs/10.yaml",
        "specs/9.yaml",
        "specs/B.yaml",
        "specs/a.yml",
        "specs/b.yaml",
        "specs/defaults.yaml",
    ]


def test_the_defaults_of_a_folder_are_its_file_of_that_name() -> None:
    write("specs/defaults.yaml", "specs/a.yaml", "defaults.yaml")

    texts, _ = read_files(["specs", "defaults.yaml"])

    assert [(text.filename, text.folder, text.is_folder_defaults) for text in texts] == [
        ("specs/a.yaml", "specs", False),
        ("specs/defaults.yaml", "specs", True),
        ("defaults.yaml", None, False),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["specs", "specs"],
        ["specs", "specs/"],
        ["specs", "./specs"],
        ["specs", "specs/../specs"],
        ["specs", "specs/a.yaml"],
        ["specs/a.yaml", "specs"],
        ["specs", "link"],
    ],
    ids=" ".join,
)
def test_a_file_that_is_named_twice_is_read_once_and_belongs_to_its_folder(arguments: list[str]) -> None:
    write("specs/a.yaml", "specs/defaults.yaml")
    Path("link").symlink_to("specs/a.yaml")

    texts, diagnostics = read_files(arguments)

    assert diagnostics == []
    assert [(text.filename, text.folder) for text in texts] == [
        ("specs/a.yaml", "specs"),
        ("specs/defaults.yaml", "specs"),
    ]


def test_an_absolute_name_is_the_same_file(tmp_path: Path) -> None:
    write("a.yaml")

    assert names_of("a.yaml", str(tmp_path / "a.yaml")) == ["a.yaml"]


def test_a_dash_is_standard_input_which_can_be_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.yaml")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"version: 1\n")))

    texts, diagnostics = read_files(["-", "a.yaml", "-"])

    assert diagnostics == []
    assert texts == [SpecText("<stdin>", b"version: 1\n"), SpecText("a.yaml", HEAD.encode())]


def test_a_file_called_dash_is_named_with_its_folder() -> None:
    write("-")

    texts, diagnostics = read_files(["./-"])

    assert (texts, diagnostics) == ([SpecText("-", HEAD.encode())], [])


def test_a_file_that_does_not_exist() -> None:
    assert (
        shown("absent.yaml")
        == """\
Error: Cannot read absent.yaml (SPEC001)

  No such file or directory. `adbkms init` writes a spec to begin with.
"""
    )


def test_a_folder_without_yaml() -> None:
    write("specs/README.md")

    assert (
        shown("specs")
        == """\
Error: There is no spec in the folder specs (SPEC002)

  A spec's file name ends in .yaml or .yml.
"""
    )


def test_what_is_there_and_cannot_be_read_needs_no_other_to_begin_with() -> None:
    Path("loop.yaml").symlink_to("loop.yaml")

    assert shown("loop.yaml") == "Error: Cannot read loop.yaml (SPEC001)\n\n  Too many levels of symbolic links.\n"


def test_every_file_that_cannot_be_read_is_reported_and_the_others_are_read() -> None:
    write("specs/a.yaml")
    Path("specs/dangling.yaml").symlink_to("absent")
    Path("specs/loop.yaml").symlink_to("loop.yaml")

    spec, diagnostics = load_spec(["absent.yaml", "specs", "x" * 300])

    assert [loaded.name for loaded in spec.stacks] == ["payments-prod"]
    assert [found.code for found in diagnostics] == ["SPEC001"] * 4
    assert [found.summary for found in diagnostics[:3]] == [
        "Cannot read absent.yaml",
        "Cannot read specs/dangling.yaml",
        "Cannot read specs/loop.yaml",
    ]


def test_what_may_not_be_read_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read everything: that the system refuses is played."""
    write("a.yaml", "specs/a.yaml")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(Path, "iterdir", refuse)

    _, diagnostics = read_files(["a.yaml", "specs"])

    assert [(found.summary, found.detail) for found in diagnostics] == [
        ("Cannot read a.yaml", "Permission denied."),
        ("Cannot read specs", "Permission denied."),
    ]


def test_no_more_is_read_than_shows_that_a_file_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    write("large.yaml", text="#" * 1000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"#" * 1000)))

    texts, _ = read_files(["large.yaml", "-"])

    assert [len(text.data) for text in texts] == [101, 101]


def test_a_file_name_that_is_not_utf_8_can_be_reported() -> None:
    name = os.fsdecode(b"specs-\xff.yaml")
    write(name, text="version: 2\n")

    assert shown(name).splitlines()[2] == r"  on specs-\udcff.yaml:1:10:"


def test_a_file_in_a_folder_that_has_nothing_to_give_yet_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """As /proc/kmsg, which the system calls a file, and which only its owner may read: a pipe stands for it."""
    write("specs/a.yaml")
    empty, end = os.pipe()
    os.set_blocking(empty, False)
    monkeypatch.setattr(files, "_opened_file", lambda path, flags: empty)

    said = shown("specs")
    os.close(end)

    assert said.startswith("Error: Cannot read specs/a.yaml (SPEC001)\n\n  It is a pipe, a socket or a device.")


def test_stacks_of_one_name_in_two_files_are_an_error_at_the_second() -> None:
    write("specs/a.yaml", "specs/b.yaml")

    assert (
        shown("specs")
        == """\
Error: There are two stacks "payments-prod" (SPEC210)

  on specs/b.yaml:3:3:
     3 |   payments-prod:
       |   ^^^^^^^^^^^^^

  The first stands in specs/a.yaml, line 3. A stack has one root module and one state; give the two
  different names.
"""
    )


def test_stacks_are_in_the_order_of_the_files_and_in_them() -> None:
    write("b.yaml", text="version: 1\nstacks: {z: {}, y: {}}\n")
    write("a.yaml", text="version: 1\nstacks: {x: {}}\n")

    spec, _ = load_spec(["b.yaml", "a.yaml"])

    assert [loaded.name for loaded in spec.stacks] == ["z", "y", "x"]
