"""A run that is killed takes its processes with it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
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


def rendering(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A run of its own process group, and the processes that make its stacks, as soon as there are two."""
    process = subprocess.Popen(
        command("render", write_fleet(folder, 400).name, "-o", "out", "--jobs", "2"),
        cwd=folder,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while len(workers := children(process.pid)) < 2:
        assert process.poll() is None
        time.sleep(0.01)
    return process, workers


def are_gone(workers: list[int]) -> bool:
    deadline = time.monotonic() + 30
    while any(map(is_there, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(map(is_there, workers))


@pytest.mark.parametrize(
    ("kill", "number", "code"),
    [
        (os.kill, signal.SIGKILL, -signal.SIGKILL),
        (os.kill, signal.SIGTERM, 143),
        (os.kill, signal.SIGINT, 130),
        (os.killpg, signal.SIGTERM, 143),  # to all processes, as a pipeline ends a job
        (os.killpg, signal.SIGINT, 130),  # as a terminal sends Ctrl-C
    ],
)
def test_no_worker_is_left(tmp_path: Path, kill: Callable[[int, int], None], number: int, code: int) -> None:
    process, workers = rendering(tmp_path)

    kill(process.pid, number)
    _, said = process.communicate(timeout=60)

    assert are_gone(workers)
    assert (process.returncode, said) == (code, "")
    assert not (tmp_path / "out").exists()


def test_a_worker_that_is_killed_ends_the_run_with_a_message(tmp_path: Path) -> None:
    """As the kernel does it when memory runs out."""
    process, workers = rendering(tmp_path)

    os.kill(workers[0], signal.SIGKILL)
    _, said = process.communicate(timeout=60)

    assert are_gone(workers)
    assert process.returncode == 1
    assert "A process that made stacks was lost (FLT002)" in said
    assert "run again with fewer processes, as with --jobs 1" in " ".join(said.split())
    assert not (tmp_path / "out").exists()
