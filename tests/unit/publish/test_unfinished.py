"""What a killed run leaves beside a file goes with the next run, and two runs at once do not meet."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish.replace import replace_file
from generator.publish.whole_file import write_whole

REPLACE = "from generator.publish.replace import replace_file; replace_file('file', b'old', b'new')"
WRITE = "from generator.publish.whole_file import write_whole; write_whole('file', b'new', b'')"


def replaced(folder: Path) -> None:
    replace_file(str(folder / "file"), b"old", b"new")


def written(folder: Path) -> None:
    write_whole(str(folder / "file"), b"new", b"")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "file").write_bytes(b"old")
    return tmp_path


def kill_before_renaming(folder: Path, code: str) -> None:
    killing = f"import os, signal; os.rename = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL); {code}"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ended = subprocess.run([sys.executable, "-c", killing], cwd=folder, env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("killed", [REPLACE, WRITE], ids=["replaced", "written"])
@pytest.mark.parametrize("write", [replaced, written])
def test_what_a_killed_run_has_left_goes(folder: Path, killed: str, write: Callable[[Path], None]) -> None:
    kill_before_renaming(folder, killed)
    assert sorted(os.listdir(folder)) == [".adbkms-unfinished", "file"]
    assert (folder / "file").read_bytes() == b"old"

    write(folder)

    assert (folder / "file").read_bytes() == b"new"
    assert os.listdir(folder) == ["file"]


def test_many_killed_runs_leave_one_file(folder: Path) -> None:
    for _ in range(3):
        kill_before_renaming(folder, REPLACE)

    assert sorted(os.listdir(folder)) == [".adbkms-unfinished", "file"]


@pytest.mark.parametrize("write", [replaced, written])
@pytest.mark.parametrize("plant", [os.symlink, os.link])
def test_a_link_of_that_name_is_not_written_through(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, write: Callable[[Path], None], plant: Callable[..., None]
) -> None:
    victim = tmp_path_factory.mktemp("elsewhere") / "victim"
    victim.write_bytes(b"theirs")
    plant(victim, folder / ".adbkms-unfinished")

    write(folder)

    assert victim.read_bytes() == b"theirs"
    assert (folder / "file").read_bytes() == b"new"
    assert os.listdir(folder) == ["file"]


@pytest.mark.parametrize("write", [replaced, written])
def test_what_another_run_is_writing_is_left_alone(folder: Path, write: Callable[[Path], None]) -> None:
    other = os.open(folder, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    (folder / ".adbkms-unfinished").write_bytes(b"half of ano")

    write(folder)

    os.close(other)
    assert (folder / "file").read_bytes() == b"new"
    assert sorted(os.listdir(folder)) == [".adbkms-unfinished", "file"]
    assert (folder / ".adbkms-unfinished").read_bytes() == b"half of ano"


@pytest.mark.parametrize("write", [replaced, written])
def test_what_cannot_be_removed_stops_nobody(folder: Path, write: Callable[[Path], None]) -> None:
    (folder / ".adbkms-unfinished").mkdir()

    write(folder)

    assert (folder / "file").read_bytes() == b"new"
    assert sorted(os.listdir(folder)) == [".adbkms-unfinished", "file"]
