"""A real Dask cluster that is lost while it makes stacks: the command says so in time, and nothing was written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import Client

from bench.fleet import write_fleet
from generator.fleet.dask import cluster as made_on
from generator.fleet.settings import Settings
from generator.stages import Place
from tests.fleet.dask_cluster import Cluster, render

pytestmark = pytest.mark.xdist_group("dask")

IN_TIME = 60  # seconds, on a loaded machine: Dask tries for 10 to reach a scheduler again


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_fleet(tmp_path, 120)


@contextmanager
def cluster(folder: Path, workers: int, **settings: str) -> Iterator[Cluster]:
    new = Cluster(folder, **settings)
    try:
        for _ in range(workers):
            new.add_worker()
        yield new
    finally:
        new.end()


@pytest.mark.parametrize("lost", ["the scheduler", "all workers"])
def test_the_command_says_so_in_time_and_writes_nothing(tmp_path: Path, specs: Path, lost: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    with cluster(tmp_path, workers=2) as here:
        process = render(tmp_path, specs, here.address)
        wait_until_all_work(here)

        for one in [here.scheduler] if lost == "the scheduler" else here.workers:
            one.kill()

        said, _ = process.communicate(timeout=IN_TIME)
    assert process.returncode == 1
    assert said.startswith("Error: The Dask cluster was lost (FLT002)\n"), said
    assert "The scheduler or the last worker has gone. Nothing was written: " in " ".join(said.split())
    assert said.endswith("\n`adbkms explain FLT002` tells more.\n")
    assert "Traceback" not in said
    assert sorted(tmp_path.rglob("*")) == before


def test_a_part_that_costs_too_many_workers_is_given_to_no_other(tmp_path: Path, specs: Path) -> None:
    """Dask allows three by itself; here, none."""
    before = sorted(tmp_path.rglob("*"))
    with cluster(tmp_path, workers=2, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as here:
        process = render(tmp_path, specs, here.address)
        wait_until_all_work(here)

        here.workers[0].kill()

        said, _ = process.communicate(timeout=IN_TIME)
    assert process.returncode == 1
    assert said.startswith("Error: The Dask cluster was lost (FLT002)\n\n  KilledWorker: "), said
    assert "Traceback" not in said
    assert sorted(tmp_path.rglob("*")) == before


def test_what_fails_on_this_side_is_not_the_clusters_fault(tmp_path: Path) -> None:
    full = OSError("No space left on device")
    settings = Settings(b"", Place(("specs",), None, is_current=True))

    with cluster(tmp_path, workers=1) as here, pytest.raises(OSError) as raised, made_on(here.address, 1, settings, ()):
        raise full

    assert raised.value is full


def wait_until_all_work(cluster: Cluster) -> None:
    """Until each worker has a part: it cannot have made one, since it has the code for that yet to load."""
    with Client(f"tcp://{cluster.address}", set_as_default=False) as client:  # type: ignore[no-untyped-call]
        while not all(client.processing().values()):
            time.sleep(0.01)
