"""Parts on the workers of a Dask cluster (https://distributed.dask.org), for fleets beyond one machine."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from generator import __version__
from generator.fleet.codes import LOST_WORKER, NO_CLUSTER
from generator.fleet.make import make_parts
from generator.fleet.settings import Settings
from generator.fleet.workers import Make, Stopped, in_order

SCHEME = "dask://"
_SECONDS = 10  # to wait for the scheduler


@contextmanager
def cluster(address: str, _jobs: int, settings: Settings) -> Iterator[Make]:
    """What makes batches of parts on the cluster whose scheduler is at `address`, HOST:PORT. A worker that is lost
    loses nothing: what it was at is made by another one. Raises `Stopped`."""
    client = _connected(address)
    from distributed.scheduler import KilledWorker

    try:
        workers = _workers(client)
        # Sent to each worker once, not with each part; what earlier runs have made stays here.
        common = client.scatter(replace(settings, known={}), broadcast=True)
        executor = client.get_executor(pure=False)
        yield lambda batches: in_order(executor, workers, make_parts, batches, common)
    except (KilledWorker, CancelledError, OSError) as lost:
        detail = f"{type(lost).__name__}: {lost}. Nothing was written: see that the cluster is well, and run again."
        raise Stopped(LOST_WORKER, "The Dask cluster was lost", detail) from lost
    finally:
        client.close()


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as missing:
        raise Stopped(
            NO_CLUSTER,
            "Dask is not installed",
            f"{missing}. Install `adbkms[dask]` here and on the workers.",
        ) from missing
    try:
        return Client(f"tcp://{address}", timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as refused:
        raise Stopped(
            NO_CLUSTER,
            f"There is no Dask scheduler at {address}",
            f"{str(refused) or type(refused).__name__}. Start one with `dask scheduler`, and give its HOST:PORT.",
        ) from refused


def _workers(client: Any) -> int:
    """How many parts the cluster makes at a time. Every worker has to have this adbkms: another would render other
    files."""
    versions: dict[str, str] = client.run(_version)
    if not versions:
        raise Stopped(
            NO_CLUSTER,
            "The Dask cluster has no workers",
            "Start some with `dask worker HOST:PORT`, with adbkms installed.",
        )
    if others := {worker: version for worker, version in versions.items() if version != __version__}:
        worker, version = sorted(others.items())[0]
        raise Stopped(
            NO_CLUSTER,
            f"The worker {worker} has adbkms {version}, this is {__version__}",
            "Install the same version everywhere: another one may render other files.",
        )
    return sum(client.nthreads().values())


def _version() -> str:
    return __version__
