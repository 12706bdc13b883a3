"""A real Dask cluster that is lost while it makes stacks: the command says so in time, and nothing was written."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from threading import Timer

import pytest

from bench.fleet import write_fleet
from generator import __version__
from generator.fleet.dask import cluster as made_on
from generator.fleet.in_order import AHEAD
from generator.fleet.make import make_parts
from generator.fleet.parts import Part, batches, cut
from generator.fleet.settings import Settings
from generator.fleet.stopped import Stopped
from generator.spec.files import read_files
from generator.stages import Place
from tests.fleet.dask_cluster import WITH_ANOTHER, render, running_cluster, wait_until_one_works

pytestmark = pytest.mark.xdist_group("dask")

SETTINGS = Settings(b"", Place(("specs",), None, is_current=True))
IN_TIME = 60  # seconds, on a loaded machine: Dask tries for 10 to reach a scheduler again


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_fleet(tmp_path, 120)


SAID_OF = {"the scheduler": "The scheduler", "all workers": "The last worker"}


@pytest.mark.parametrize("lost", SAID_OF)
def test_the_command_says_so_in_time_and_writes_nothing(tmp_path: Path, specs: Path, lost: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    with running_cluster(tmp_path, workers=2) as here:
        process = render(tmp_path, specs, here.address)
        wait_until_one_works(here, process)

        for one in [here.scheduler] if lost == "the scheduler" else here.workers.values():
            one.kill()

        said, _ = process.communicate(timeout=IN_TIME)
    assert process.returncode == 1
    assert said.startswith("Error: The Dask cluster was lost (FLT002)\n"), said
    assert f"{SAID_OF[lost]} has gone. Nothing was written: " in " ".join(said.split())
    assert said.endswith("\n`adbkms explain FLT002` tells more.\n")
    assert "Traceback" not in said
    assert sorted(tmp_path.rglob("*")) == before


def test_a_part_that_costs_too_many_workers_is_given_to_no_other(tmp_path: Path, specs: Path) -> None:
    """Dask allows three by itself; here, none."""
    before = sorted(tmp_path.rglob("*"))
    with running_cluster(tmp_path, workers=2, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as here:
        process = render(tmp_path, specs, here.address)

        wait_until_one_works(here, process).kill()

        said, _ = process.communicate(timeout=IN_TIME)
    assert process.returncode == 1
    assert said.startswith("Error: The Dask cluster was lost (FLT002)\n\n  KilledWorker: "), said
    assert "Traceback" not in said
    assert sorted(tmp_path.rglob("*")) == before


def test_the_one_worker_that_has_what_is_common_to_all_parts_is_lost(tmp_path: Path) -> None:
    parts = many_batches(tmp_path)
    with running_cluster(tmp_path, DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="5s") as here:
        first = here.add_worker()
        with made_on(here.address, 1, SETTINGS, parts) as results:
            made = [next(results)]
            here.add_worker()

            first.kill()

            made += results
    assert [stack.files for batch in made for part in batch for stack in part.stacks] == [
        stack.files for batch in parts for part in make_parts(batch, SETTINGS) for stack in part.stacks
    ]


def test_a_worker_that_comes_when_all_are_lost_makes_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.fleet.dask._SECONDS", 60)  # for a new worker to start on a loaded machine
    parts = many_batches(tmp_path)
    with running_cluster(tmp_path) as here:
        lost = here.add_worker()
        with made_on(here.address, 1, SETTINGS, parts) as results:
            made = [next(results)]
            coming = Timer(2, here.add_worker)  # by then the run has seen that all are lost

            lost.kill()
            coming.start()

            made += results
            coming.join()
    assert len(made) == len(parts)


def test_the_scheduler_is_lost_while_it_is_asked_for_its_workers(tmp_path: Path) -> None:
    with running_cluster(tmp_path) as here:
        worker = here.add_worker()
        with pytest.raises(Stopped) as raised, made_on(here.address, 1, SETTINGS, many_batches(tmp_path)) as results:
            next(results)
            worker.send_signal(signal.SIGSTOP)  # so that the run has to wait, and asks each second
            here.scheduler.send_signal(signal.SIGSTOP)
            Timer(3, here.scheduler.kill).start()
            list(results)

    assert raised.value.diagnostics[0].detail.startswith("The scheduler has gone. ")


def test_the_scheduler_is_lost_while_nothing_is_asked(tmp_path: Path) -> None:
    with running_cluster(tmp_path) as here:
        here.add_worker()
        with pytest.raises(Stopped) as raised, made_on(here.address, 1, SETTINGS, many_batches(tmp_path)) as results:
            next(results)
            here.scheduler.kill()
            time.sleep(12)  # in which Dask has given up to reach it again
            list(results)

    assert raised.value.diagnostics[0].detail.startswith("The scheduler has gone. ")


def test_a_worker_that_comes_later_has_the_same_adbkms_too(tmp_path: Path) -> None:
    with running_cluster(tmp_path) as here:
        before = here.add_worker()
        with pytest.raises(Stopped) as raised, made_on(here.address, 1, SETTINGS, many_batches(tmp_path)) as results:
            next(results)
            here.add_worker(WITH_ANOTHER)
            before.kill()
            list(results)

    assert raised.value.diagnostics[0].summary == f"A worker that came later has adbkms 0.0.9, this is {__version__}"


def many_batches(folder: Path) -> tuple[tuple[Part, ...], ...]:
    """More than are asked for at a time."""
    texts, _ = read_files([str(write_fleet(folder, 600))])
    many = tuple(batches(cut(texts)))
    assert len(many) > 4 * AHEAD
    return many


def test_what_fails_on_this_side_is_not_the_clusters_fault(tmp_path: Path) -> None:
    full = OSError("No space left on device")

    with (
        running_cluster(tmp_path, workers=1) as here,
        pytest.raises(OSError) as raised,
        made_on(here.address, 1, SETTINGS, ()),
    ):
        raise full

    assert raised.value is full
