"""`kill` while somebody else's program is at work: nothing is left of either."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, ROOT, command, environment


@pytest.fixture
def hanging(tmp_path: Path) -> Path:
    """A `terraform` that says in `at-work` which process it is, and then does not end."""
    terraform = tmp_path / "terraform"
    terraform.write_text(f'#!/bin/sh\necho $$ > "{tmp_path}/at-work"\nexec sleep 600\n', "utf-8")
    terraform.chmod(0o755)
    (tmp_path / "temporary").mkdir()
    return terraform


def test_the_copy_of_the_tree_for_terraform_goes_and_terraform_ends(tmp_path: Path, hanging: Path) -> None:
    running = _validating(command("validate", ENCRYPT, "--terraform", str(hanging)), tmp_path)
    _pid_at_work(tmp_path)
    assert list((tmp_path / "temporary").iterdir())

    running.send_signal(signal.SIGTERM)

    _nothing_is_left(running, tmp_path)


def test_terraform_ends_also_where_the_signal_comes_while_it_is_started(tmp_path: Path, hanging: Path) -> None:
    amid_the_start = """if True:
        import os, signal, sys, threading, time
        from pathlib import Path

        def as_soon_as_it_is_at_work(_frame, event, called):
            if event == "c_return" and called.__name__ == "fork_exec":
                sys.setprofile(None)
                while not Path("at-work").is_file() or not Path("at-work").read_text("utf-8"):
                    time.sleep(0.01)
                os.kill(os.getpid(), signal.SIGTERM)

        from generator.cli.main import main

        sys.setprofile(as_soon_as_it_is_at_work)
        main()
    """
    _, *arguments = command("validate", ENCRYPT, "--terraform", str(hanging))
    running = _validating([sys.executable, "-c", amid_the_start, *arguments[arguments.index("validate") :]], tmp_path)

    _nothing_is_left(running, tmp_path)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_that_comes_when_all_is_done_ends_python_without_a_word(number: int) -> None:
    """As a second Ctrl-C does: the first has ended the run, and Python ends."""
    as_python_ends = f"""if True:
        import atexit, os, time

        from generator.cli.main import main

        atexit.register(lambda: (os.kill(os.getpid(), {number}), time.sleep(1)))
        main()
    """
    ended = subprocess.run(
        [sys.executable, "-c", as_python_ends, "explain"],
        env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert (ended.returncode, ended.stderr) == (-number, "")


def _validating(arguments: list[str], folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        arguments,
        cwd=folder,
        env=environment() | {"TMPDIR": str(folder / "temporary"), "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )


def _pid_at_work(folder: Path) -> str:
    """The number of the process that is Terraform, as soon as it has written it."""
    until = time.monotonic() + 60
    while not (folder / "at-work").is_file() or not (folder / "at-work").read_text("utf-8").strip():
        assert time.monotonic() < until
        time.sleep(0.01)
    return (folder / "at-work").read_text("utf-8").strip()


def _nothing_is_left(running: subprocess.Popen[str], folder: Path) -> None:
    try:
        _, said = running.communicate(timeout=60)

        assert (running.returncode, said) == (143, "")
        assert list((folder / "temporary").iterdir()) == []
        assert not _is_at_work(_pid_at_work(folder))
    finally:
        if _is_at_work(pid := _pid_at_work(folder)):
            os.kill(int(pid), signal.SIGKILL)


def _is_at_work(pid: str) -> bool:
    """False also for one that has ended and whose parent has not asked yet how."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False).stdout
    return found.strip()[:1] not in ("", "Z")
