"""A real Dask cluster, a scheduler and its workers on 127.0.0.1, and the command line that uses it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import command, environment


class Cluster:
    """The processes of a cluster. Each says on standard error when it is ready."""

    def __init__(self, folder: Path, **settings: str) -> None:
        """`settings` are Dask's own, as variables of the environment name them."""
        self._environment = environment(
            PYTHONPATH=os.pathsep.join(path for path in sys.path if path),
            DASK_DISTRIBUTED__LOGGING__DISTRIBUTED="info",
            **settings,
        )
        self._folder = folder
        self._processes: list[subprocess.Popen[str]] = []
        options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self.scheduler = self._start("scheduler", *options)
        self.address = self._said(self.scheduler, r"Scheduler at: +tcp://(127\.0\.0\.1:\d+)")
        self.workers: list[subprocess.Popen[str]] = []

    def add_worker(self) -> None:
        """Start a worker, and wait until the scheduler has it."""
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        worker = self._start("worker", f"tcp://{self.address}", *options)
        self._said(worker, r"(Registered) to:")
        self.workers.append(worker)

    def _start(self, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._processes.append(process)
        return process

    def _said(self, process: subprocess.Popen[str], pattern: str) -> str:
        assert process.stdout
        lines = []
        for line in process.stdout:
            lines.append(line)
            if found := re.search(pattern, line):
                return found[1]
        raise AssertionError("".join(lines))

    def end(self) -> None:
        """End what is still there."""
        for process in self._processes:
            process.kill()
            process.wait(60)
            assert process.stdout
            process.stdout.close()


def render(folder: Path, specs: Path, cluster: str) -> subprocess.Popen[str]:
    arguments = command("render", specs.name, "-o", "out", "--executor", f"dask://{cluster}")
    return subprocess.Popen(
        arguments, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
