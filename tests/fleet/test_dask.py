"""On a real Dask cluster, a scheduler and two workers on 127.0.0.1: the same bytes, also when a worker is lost."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.fleet import write_fleet
from generator.generate import generate
from tests.cli.conftest import command, environment
from tests.fleet.dask_cluster import Cluster, render

pytestmark = pytest.mark.xdist_group("dask")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path)
    try:
        yield started
    finally:
        started.end()


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_fleet(tmp_path, 120)


def rendered(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text()
        for file in folder.rglob("*.*")
        if ".adbkms" not in file.parts and file.is_file()
    }


def test_the_same_bytes(tmp_path: Path, specs: Path, cluster: Cluster) -> None:
    cluster.add_worker()
    cluster.add_worker()

    process = render(tmp_path, specs, cluster.address)

    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert rendered(tmp_path / "out") == generate([str(specs)]).tree


def test_a_worker_that_is_killed_midway_changes_nothing(tmp_path: Path, specs: Path, cluster: Cluster) -> None:
    """It is stopped before it can have made anything, so that it has work when it is killed."""
    cluster.add_worker()
    cluster.add_worker()
    lost = cluster.workers[0]
    process = render(tmp_path, specs, cluster.address)
    wait_until_it_works(lost)

    os.kill(lost.pid, signal.SIGKILL)

    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert rendered(tmp_path / "out") == generate([str(specs)]).tree


def wait_until_it_works(worker: subprocess.Popen[str]) -> None:
    """Until it has used the processor for what is more than waiting: a fifth of a second from now."""
    began = cpu_seconds(worker.pid)
    while cpu_seconds(worker.pid) < began + 0.2:
        assert worker.poll() is None


def cpu_seconds(pid: int) -> float:
    import psutil  # type: ignore[import-untyped]  # Dask has it

    used = psutil.Process(pid).cpu_times()
    return float(used.user + used.system)


def test_a_cluster_without_workers(tmp_path: Path, specs: Path, cluster: Cluster) -> None:
    process = render(tmp_path, specs, cluster.address)

    said, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "The Dask cluster has no workers" in said
    assert not (tmp_path / "out").exists()


def test_no_cluster(tmp_path: Path, specs: Path) -> None:
    process = render(tmp_path, specs, "127.0.0.1:9")

    said, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "There is no Dask scheduler at 127.0.0.1:9" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("executor", ["127.0.0.1:8786", "dask://", "ray://127.0.0.1:1"])
def test_what_is_no_cluster(tmp_path: Path, specs: Path, executor: str) -> None:
    arguments = command("render", specs.name, "-o", "out", "--executor", executor)

    ended = subprocess.run(
        arguments, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )

    assert ended.returncode == 1
    assert "dask://HOST:PORT" in ended.stderr
