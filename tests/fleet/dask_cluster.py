"""A real Dask cluster, a scheduler and its workers on 127.0.0.1, and the command line that uses it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from distributed import Client

from tests.cli.conftest import command, environment

WITHOUT_ADBKMS = "import sys; sys.modules['generator'] = None"
WITH_ONE_FROM_BEFORE_DASK = "import generator.fleet.dask; del generator.fleet.dask._version"
WITH_ANOTHER = "import generator; generator.__version__ = '0.0.9'"


class Cluster:
    """The processes of a cluster. Each says on standard error when it is ready."""

    def __init__(self, folder: Path, first: str = "pass", **settings: str) -> None:
        """`settings` are Dask's own, as variables of the environment name them; `first` is Python that the scheduler's
        process runs before it starts."""
        self._environment = environment(
            PYTHONPATH=os.pathsep.join(path for path in sys.path if path),
            DASK_DISTRIBUTED__LOGGING__DISTRIBUTED="info",
            **settings,
        )
        self._folder = folder
        self._processes: list[subprocess.Popen[str]] = []
        options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self.scheduler = self._start("scheduler", *options, first=first)
        self.address = self._said(self.scheduler, r"Scheduler at: +tcp://(127\.0\.0\.1:\d+)")
        self.workers: dict[str, subprocess.Popen[str]] = {}  # by address, in their order

    def add_worker(self, first: str = "pass") -> subprocess.Popen[str]:
        """Start a worker, and wait until the scheduler has it. `first` is Python that its process runs before."""
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        worker = self._start("worker", f"tcp://{self.address}", *options, first=first)
        address = self._said(worker, r"Start worker at: +(tcp://127\.0\.0\.1:\d+)")
        self._said(worker, r"(Registered) to:")
        self.workers[address] = worker
        return worker

    def _start(self, *arguments: str, first: str = "pass") -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", f"{first}\nfrom dask.__main__ import main\nmain()", *arguments],
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


@contextmanager
def running_cluster(folder: Path, workers: int = 0, first: str = "pass", **settings: str) -> Iterator[Cluster]:
    """A `Cluster` with so many workers, for the block."""
    started = Cluster(folder, first, **settings)
    try:
        for _ in range(workers):
            started.add_worker()
        yield started
    finally:
        started.end()


def wait_until_one_works(cluster: Cluster, run: subprocess.Popen[str]) -> subprocess.Popen[str]:
    """The first worker that has something to do for the run. It has the code for that yet to load."""
    with Client(f"tcp://{cluster.address}", set_as_default=False) as client:  # type: ignore[no-untyped-call]
        while run.poll() is None:
            for address, parts in client.processing().items():
                if parts:
                    return cluster.workers[address]
            time.sleep(0.005)
    raise AssertionError(run.communicate()[0])


def wait_for_another_client(cluster: Cluster, run: subprocess.Popen[str]) -> None:
    with Client(f"tcp://{cluster.address}", set_as_default=False) as client:  # type: ignore[no-untyped-call]
        while client.run_on_scheduler(_clients) <= {client.id}:
            assert run.poll() is None, run.communicate()[0]
            time.sleep(0.005)


def _clients(dask_scheduler: Any) -> set[str]:
    return {*dask_scheduler.clients} - {"fire-and-forget"}


def render(folder: Path, specs: Path, cluster: str) -> subprocess.Popen[str]:
    arguments = command("render", specs.name, "-o", "out", "--executor", f"dask://{cluster}")
    return subprocess.Popen(
        arguments, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
