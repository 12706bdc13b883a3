"""`--terraform`: what a run leaves that is killed at once, and the next one removes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.verify.workspace import workspace
from tests.cli.conftest import ENCRYPT, Ended, command, environment

LONG_AGO = (1, 1)


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir(0o700)
    return folder


@pytest.fixture
def validate(tmp_path: Path, temporary: Path) -> Callable[[], Ended]:
    """Validates Oracle's example by a Terraform that finds nothing."""
    terraform = tmp_path / "terraform"
    terraform.write_text("""#!/bin/sh\n[ "$1" != validate ] || echo '{"diagnostics": []}'\n""", "utf-8")
    terraform.chmod(0o755)

    def run() -> Ended:
        done = subprocess.run(
            command("validate", ENCRYPT, "--terraform", terraform), cwd=tmp_path,
            env=environment(TMPDIR=str(temporary)), capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def killed(tmp_path: Path, temporary: Path) -> Path:
    """The folder of a run that was killed while its Terraform was running."""
    terraform = tmp_path / "slow-terraform"
    terraform.write_text("#!/bin/sh\necho $$ > pid\nexec sleep 60\n", "utf-8")
    terraform.chmod(0o755)
    process = subprocess.Popen(
        command("validate", ENCRYPT, "--terraform", terraform), cwd=tmp_path,
        env=environment(TMPDIR=str(temporary)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not (pids := [one for one in temporary.glob("*/tree/pid") if one.read_text()]):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.kill()
    process.wait(60)
    os.kill(int(pids[0].read_text()), signal.SIGKILL)
    return pids[0].parent.parent


def test_a_run_leaves_nothing(validate: Callable[[], Ended], temporary: Path) -> None:
    ended = validate()

    assert ended.code == 0, ended.messages
    assert [*temporary.iterdir()] == []


def test_a_second_ctrl_c_does_not_leave_it(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.rmtree

    def pressed_before(*arguments: Any, **options: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        real(*arguments, **options)

    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(shutil, "rmtree", pressed_before)
    with pytest.raises(KeyboardInterrupt), workspace():
        raise KeyboardInterrupt

    assert [*temporary.iterdir()] == []


def test_what_a_killed_run_has_left_goes_with_the_next(
    validate: Callable[[], Ended], temporary: Path, killed: Path
) -> None:
    for left in temporary.iterdir():
        os.utime(left, LONG_AGO)

    assert validate().code == 0
    assert killed.name.startswith("adbkms-terraform-")
    assert [*temporary.iterdir()] == []


def test_a_run_that_goes_on_keeps_its_folder(validate: Callable[[], Ended], killed: Path) -> None:
    import fcntl

    os.utime(killed, LONG_AGO)
    held = os.open(killed, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)

    assert validate().code == 0
    os.close(held)
    assert (killed / "tree").is_dir()


@pytest.mark.parametrize(
    "kept", ["link", "open to others", "young", "in a folder of everybody's", "a checkout", "another name"]
)
def test_what_may_be_somebody_elses_stays(
    validate: Callable[[], Ended], tmp_path: Path, temporary: Path, kept: str
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir(0o700)
    (mine / "tree").mkdir()
    if kept == "a checkout":
        (mine / "main.tf").touch()
    left = temporary / "adbkms-terraform-examples"
    if kept == "link":
        left.symlink_to(mine)
    else:
        mine = mine.rename(left)
    if kept == "another name":
        mine = mine.rename(temporary / "adbkms-terraform-live")
    if kept == "open to others":
        mine.chmod(0o755)
    if kept == "in a folder of everybody's":
        temporary.chmod(0o777)
    if kept != "young":
        os.utime(mine, LONG_AGO)

    assert validate().code == 0
    assert (mine / "tree").exists()


def test_nothing_is_removed_in_a_folder_of_another_user(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has the folder can give what is in it any name."""
    mine = temporary / "adbkms-terraform-examples"
    mine.mkdir(0o700)
    os.utime(mine, LONG_AGO)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    real, inode = Path.stat, temporary.stat().st_ino

    def stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = real(path, follow_symlinks=follow_symlinks)
        return os.stat_result((*found[:4], 4711, *found[5:])) if found.st_ino == inode else found

    monkeypatch.setattr(Path, "stat", stat)
    with workspace():
        assert mine.exists()

    monkeypatch.undo()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with workspace():
        assert not mine.exists()
