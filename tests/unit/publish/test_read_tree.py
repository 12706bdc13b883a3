"""A tree read back from its folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.publish import read_tree as module
from generator.publish.read_tree import FolderTree, read_tree


def write(path: Path, content: bytes = b"x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_the_files_of_stacks_and_modules_and_the_manifest(tmp_path: Path) -> None:
    for path in ("stacks/a/main.tf", "stacks/a/tests/x.tftest.hcl", "modules/m/main.tf", ".adbkms/manifest.json"):
        write(tmp_path / path, path.encode())
    write(tmp_path / "stacks/a/.terraform.lock.hcl", b"stacks/a/.terraform.lock.hcl")
    for path in ("README.md", ".git/config", "stacks/a/.terraform/x.tf", "stacks/a/.hidden.tf", ".adbkms/x"):
        write(tmp_path / path)

    found = read_tree(tmp_path)

    assert sorted(found.contents) == [
        ".adbkms/manifest.json", "modules/m/main.tf",
        "stacks/a/.terraform.lock.hcl", "stacks/a/main.tf", "stacks/a/tests/x.tftest.hcl",
    ]  # fmt: skip
    assert all(content.decode() == path for path, content in found.contents.items())
    assert (found.left_out, found.diagnostics) == ((), ())


def test_what_is_no_file_or_not_to_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path / "stacks/a/main.tf")
    (tmp_path / "stacks/a/link.tf").symlink_to("main.tf")
    (tmp_path / "stacks/b").symlink_to("a")
    os.mkfifo(tmp_path / "stacks/a/pipe.tf")
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/stacks/a/caf\xe9.tf")))
    with (tmp_path / "stacks/a/huge.tf").open("wb") as file:
        file.truncate(module._LARGEST + 1)

    found = read_tree(tmp_path)

    assert list(found.contents) == ["stacks/a/main.tf"]
    assert sorted(found.left_out) == [
        "stacks/a/caf\\xe9.tf", "stacks/a/huge.tf", "stacks/a/link.tf", "stacks/a/pipe.tf", "stacks/b",
    ]  # fmt: skip


def test_no_more_is_read_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_TOGETHER", 25)
    write(tmp_path / ".adbkms/manifest.json", b"x" * 10)
    for name in ("a.tf", "b.tf", "c.tf"):
        write(tmp_path / "stacks/a" / name, b"x" * 10)

    found = read_tree(tmp_path)

    assert list(found.contents) == [".adbkms/manifest.json", "stacks/a/a.tf"]
    assert found.left_out == ("stacks/a/b.tf", "stacks/a/c.tf")


def test_a_manifest_that_is_too_large_is_named(tmp_path: Path) -> None:
    write(tmp_path / ".adbkms/manifest.json")
    os.truncate(tmp_path / ".adbkms/manifest.json", module._LARGEST + 1)

    assert read_tree(tmp_path) == FolderTree({}, (".adbkms/manifest.json",), ())


def test_a_folder_that_is_not_there_has_no_tree(tmp_path: Path) -> None:
    assert read_tree(tmp_path / "nothing") == FolderTree({}, (), ())


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    write(tmp_path / "file")

    (refused,) = read_tree(tmp_path / "file").diagnostics

    assert refused.code == "PUB009"
