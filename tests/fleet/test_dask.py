"""On a real Dask cluster, a scheduler and two workers on 127.0.0.1: the same bytes, also when a worker is lost."""

from __future__ import annotations

import re
import signal
import subprocess
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import dask
import pytest

from bench.fleet import write_fleet
from generator import __version__
from generator.fleet.dask import cluster as made_on
from generator.fleet.parts import batches, cut
from generator.fleet.settings import Settings
from generator.generate import generate
from generator.spec.files import read_files
from generator.stages import Place
from tests.cli.conftest import command, environment
from tests.fleet.dask_cluster import (
    WITH_ANOTHER,
    WITH_ONE_FROM_BEFORE_DASK,
    WITHOUT_ADBKMS,
    Cluster,
    render,
    running_cluster,
    wait_for_another_client,
    wait_until_one_works,
)

pytestmark = pytest.mark.xdist_group("dask")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with running_cluster(tmp_path) as started:
        yield started


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


def test_a_worker_that_is_killed_changes_nothing(tmp_path: Path, specs: Path, cluster: Cluster) -> None:
    cluster.add_worker()
    cluster.add_worker()
    process = render(tmp_path, specs, cluster.address)

    wait_until_one_works(cluster, process).kill()

    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert rendered(tmp_path / "out") == generate([str(specs)]).tree


def test_a_worker_that_is_killed_when_it_is_asked_who_it_is_changes_nothing(tmp_path: Path, specs: Path) -> None:
    """Dask tries for half a minute to reach it; here, for less."""
    with running_cluster(tmp_path, 1, DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="3s") as cluster:
        lost = cluster.add_worker()
        lost.send_signal(signal.SIGSTOP)
        process = render(tmp_path, specs, cluster.address)
        wait_for_another_client(cluster, process)
        time.sleep(0.5)  # in which it asks, and waits for the answer

        lost.kill()

        said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert rendered(tmp_path / "out") == generate([str(specs)]).tree


def test_every_worker_and_the_scheduler_have_the_same_adbkms(tmp_path: Path, specs: Path) -> None:
    with running_cluster(tmp_path, 1) as cluster:
        cluster.add_worker(first=WITH_ANOTHER)
        assert f"has adbkms 0.0.9, this is {__version__}" in refused(tmp_path, specs, cluster)
    with running_cluster(tmp_path, 1) as cluster:
        cluster.add_worker(first=WITHOUT_ADBKMS)
        assert re.search(r"The worker tcp://127\.0\.0\.1:\d+ has no adbkms ", refused(tmp_path, specs, cluster))
    with running_cluster(tmp_path, 1, first=WITHOUT_ADBKMS) as cluster:
        assert f"The scheduler has no adbkms {__version__}" in refused(tmp_path, specs, cluster)
    with running_cluster(tmp_path, 1, first=WITH_ONE_FROM_BEFORE_DASK) as cluster:
        assert f"The scheduler has no adbkms {__version__}" in refused(tmp_path, specs, cluster)
    with running_cluster(tmp_path, 1, first=WITH_ANOTHER) as cluster:
        assert f"The scheduler has adbkms 0.0.9, this is {__version__}" in refused(tmp_path, specs, cluster)


def test_dask_does_not_warn_of_what_is_large(tmp_path: Path, specs: Path, cluster: Cluster) -> None:
    """Large is what has ten megabytes; here, what has one byte."""
    cluster.add_worker()
    parts = tuple(batches(cut(read_files([str(specs)])[0])))
    settings = Settings(b"", Place(("specs",), None, is_current=True))

    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 B"}), warnings.catch_warnings():
        warnings.simplefilter("error")
        with made_on(cluster.address, 1, settings, parts) as results:
            assert len(list(results)) == len(parts)


def refused(folder: Path, specs: Path, cluster: Cluster) -> str:
    process = render(folder, specs, cluster.address)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "Traceback" not in said
    assert not (folder / "out").exists()
    said = " ".join(said.split())
    assert "Install the same version everywhere" in said
    return said


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
