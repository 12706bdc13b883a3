"""Parts on the workers of a Dask cluster (https://distributed.dask.org), for fleets beyond one machine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from generator import __version__
from generator.fleet.codes import LOST_WORKER, NO_CLUSTER
from generator.fleet.in_order import in_order
from generator.fleet.made import MadePart
from generator.fleet.make import make_parts
from generator.fleet.settings import Settings
from generator.fleet.stopped import Stopped
from generator.fleet.workers import Batches

SCHEME = "dask://"
_SECONDS = 10  # to wait for the scheduler


@contextmanager
def cluster(address: str, _jobs: int, settings: Settings, batches: Batches) -> Iterator[Iterator[list[MadePart]]]:
    """`Workers` of the cluster whose scheduler is at `address`, HOST:PORT. A worker that is lost
    loses nothing: what it was at is made by another one. Raises `Stopped`, also when the scheduler or the last worker
    is lost."""
    with _unlogged():
        client = _connected(address)
        try:
            with _lost_is_stopped(client):
                workers = _workers(client)
                # Sent to each worker once, not with each part; what earlier runs have made stays here.
                common = client.scatter(replace(settings, known={}), broadcast=True)
                executor = client.get_executor(pure=False)
            yield _made(client, in_order(executor, workers, make_parts, batches, common))
        finally:
            with suppress(OSError):  # a scheduler that is gone cannot be told that we go
                client.close()


def _made(client: Any, results: Iterator[list[MadePart]]) -> Iterator[list[MadePart]]:
    """The same; what goes wrong where they are used, as on a full disk, is not the cluster's."""
    with _lost_is_stopped(client):
        yield from results


@contextmanager
def _lost_is_stopped(client: Any) -> Iterator[None]:
    from distributed.scheduler import KilledWorker

    try:
        yield
    except Stopped:
        raise
    except CancelledError as lost:  # all that was asked for, and without a word
        raise _stopped("The scheduler or the last worker has gone") from lost
    except Exception as error:
        # A client that does not reach its scheduler again closes itself, and then refuses whatever it is asked for.
        if not isinstance(error, (KilledWorker, OSError)) and client.status == "running":
            raise
        raise _stopped(f"{type(error).__name__}: {error}".rstrip(".")) from error


def _stopped(what: str) -> Stopped:
    detail = f"{what}. Nothing was written: see that the cluster is well, and run again."
    return Stopped(LOST_WORKER, "The Dask cluster was lost", detail)


@contextmanager
def _unlogged() -> Iterator[None]:
    """Dask logs a scheduler that it cannot reach again with tracebacks, on standard error. `Stopped` says it."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(before)


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
