"""A run that is killed takes its processes with it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bench.fleet import write_fleet
from tests.cli.conftest import command, environment


def children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in found.splitlines())
    return [int(child) for child, parent in pairs if int(parent) == pid]


def is_there(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 143)])
def test_no_worker_is_left(tmp_path: Path, number: int, code: int) -> None:
    specs = write_fleet(tmp_path, 400)
    arguments = command("render", specs.name, "-o", "out", "--jobs", "2")
    process = subprocess.Popen(arguments, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True)
    while len(workers := children(process.pid)) < 2:
        assert process.poll() is None
        time.sleep(0.01)

    os.kill(process.pid, number)
    _, said = process.communicate(timeout=60)

    deadline = time.monotonic() + 30
    while any(map(is_there, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_there, workers))
    assert (process.returncode, said) == (code, "")
    assert not (tmp_path / "out").exists()


def test_all_processes_terminated_at_once_end_without_a_message(tmp_path: Path) -> None:
    """As a pipeline does it that ends a job, or `systemctl stop`."""
    specs = write_fleet(tmp_path, 400)
    process = subprocess.Popen(
        command("render", specs.name, "-o", "out", "--jobs", "2"),
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while len(children(process.pid)) < 2:
        assert process.poll() is None
        time.sleep(0.01)

    os.killpg(process.pid, signal.SIGTERM)
    _, said = process.communicate(timeout=60)

    assert (process.returncode, said) == (143, "")
    assert not (tmp_path / "out").exists()
