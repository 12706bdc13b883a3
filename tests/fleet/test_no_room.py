"""A temporary folder that takes no more is a finding that says which one, and what to do."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from generator.fleet import spool
from tests.cli.conftest import ENCRYPT, Run, on_one_line


@pytest.fixture(autouse=True)
def every_text_on_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spool, "_IN_MEMORY", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("ADBKMS_CACHE_DIR", str(tmp_path / "cache"))


def _full(*_: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk(adbkms: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "pwrite", _full)

    ended = adbkms("render", ENCRYPT, "-o", "out")

    assert ended.code == 1
    assert f"The temporary folder {tmp_path} takes no more (FLT003)" in on_one_line(ended)
    assert "No space left on device" in on_one_line(ended)
    assert "TMPDIR" in ended.messages
    assert not Path("out").exists()


def test_no_folder_at_all(adbkms: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> list[str]:
        return ["/nowhere"]

    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", none)

    ended = adbkms("render", ENCRYPT, "-o", "out")

    assert ended.code == 1
    assert "There is no temporary folder (FLT003)" in on_one_line(ended)
    assert not Path("out").exists()


def test_room_that_ends_when_a_text_is_made_again(adbkms: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was deleted in the tree is rendered again although its stack is known."""
    assert adbkms("render", ENCRYPT, "-o", "out").code == 0
    manifest = Path("out/.adbkms/manifest.json").read_bytes()
    Path("out/stacks/payments-prod/main.tf").unlink()
    monkeypatch.setattr(os, "pwrite", _full)

    ended = adbkms("render", ENCRYPT, "-o", "out")

    assert ended.code == 1
    assert "(FLT003)" in ended.messages
    assert not Path("out/stacks/payments-prod/main.tf").exists()
    assert Path("out/.adbkms/manifest.json").read_bytes() == manifest
