"""A run that is killed takes its processes with it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

from bench.fleet import write_fleet
from tests.cli.conftest import command, environment


def children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in found.splitlines())
    return [int(child) for child, parent in pairs if int(parent) == pid]


def is_there(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


def test_no_worker_is_left(tmp_path: Path) -> None:
    specs = write_fleet(tmp_path, 400)
    arguments = command("render", specs.name, "-o", "out", "--jobs", "2")
    process = subprocess.Popen(arguments, cwd=tmp_path, env=environment(), stderr=subprocess.DEVNULL)
    while len(workers := children(process.pid)) < 2:
        assert process.poll() is None
        time.sleep(0.01)

    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    deadline = time.monotonic() + 30
    while any(map(is_there, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_there, workers))
