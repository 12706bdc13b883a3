"""One file is replaced: all of it or nothing, and nobody's change is lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from generator.publish import replace
from generator.publish.replace import Replacement, replace_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "spec.yaml"
    path.write_bytes(b"old\r\n")
    return path


def test_the_new_content_takes_the_place_of_the_old(file: Path) -> None:
    assert replace_file(str(file), b"old\r\n", b"new") is Replacement.DONE

    assert file.read_bytes() == b"new"
    assert os.listdir(file.parent) == ["spec.yaml"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_permissions_stay(file: Path, mode: int) -> None:
    file.chmod(mode)

    replace_file(str(file), b"old\r\n", b"new")

    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_link_stays_and_what_it_leads_to_is_replaced(file: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.yaml"
    link.symlink_to("../spec.yaml")

    replace_file(str(link), b"old\r\n", b"new")

    assert link.readlink() == Path("../spec.yaml")
    assert file.read_bytes() == b"new"
    assert os.listdir(link.parent) == ["link.yaml"]


def test_a_change_by_somebody_else_is_not_lost(file: Path) -> None:
    assert replace_file(str(file), b"older", b"new") is Replacement.CHANGED

    assert file.read_bytes() == b"old\r\n"


def test_a_change_while_it_is_being_written_is_not_lost_either(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill = replace._fill

    def interrupted(*arguments: object) -> None:
        fill(*arguments)  # type: ignore[arg-type]  # whatever it takes
        file.write_bytes(b"theirs")

    monkeypatch.setattr(replace, "_fill", interrupted)

    assert replace_file(str(file), b"old\r\n", b"new") is Replacement.CHANGED
    assert file.read_bytes() == b"theirs"
    assert os.listdir(file.parent) == ["spec.yaml"]


@pytest.mark.parametrize("call", ["fsync", "rename", "fchmod"])
def test_when_the_system_refuses_the_file_is_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "somewhere")

    monkeypatch.setattr(os, call, refuse)

    with pytest.raises(OSError, match="No space left") as refusal:
        replace_file(str(file), b"old\r\n", b"new")

    assert refusal.value.filename == str(file)
    assert file.read_bytes() == b"old\r\n"
    assert os.listdir(file.parent) == ["spec.yaml"]


def test_a_file_that_has_gone_is_a_change(file: Path) -> None:
    file.unlink()

    assert replace_file(str(file), b"old\r\n", b"new") is Replacement.CHANGED
    assert not file.exists()


def test_what_is_not_a_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OSError, match="neither a file nor a folder"):
        replace_file(str(tmp_path / "pipe"), b"", b"new")
