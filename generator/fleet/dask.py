"""Parts on the workers of a Dask cluster (https://distributed.dask.org), for fleets beyond one machine."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import Any

from generator import __version__
from generator.fleet.codes import LOST_WORKER, NO_CLUSTER
from generator.fleet.in_order import in_order
from generator.fleet.made import MadePart
from generator.fleet.make import make_parts
from generator.fleet.parts import Part
from generator.fleet.settings import Settings
from generator.fleet.stopped import Stopped
from generator.fleet.workers import Batches

SCHEME = "dask://"
_SECONDS = 10  # to wait for the scheduler, or for a worker when all are lost


@contextmanager
def cluster(address: str, _jobs: int, settings: Settings, batches: Batches) -> Iterator[Iterator[list[MadePart]]]:
    """`Workers` of the cluster whose scheduler is at `address`, HOST:PORT. A worker that is lost
    loses nothing: what it was at is made by another one. Raises `Stopped`, also when the scheduler or the last worker
    is lost."""
    with _unlogged():
        client = _connected(address)
        try:
            with _unwarned():
                with _lost_is_stopped(client):
                    workers = _workers(client)
                    # Sent to each worker once, not with each part; what earlier runs have made stays here. It is the
                    # result of a task and not scattered: Dask makes that anew when the worker that has it is lost.
                    common = client.submit(_itself, replace(settings, known={}), pure=False)
                    executor = client.get_executor(pure=False)
                make, result = partial(_make, __version__), partial(_result, client)
                yield _made(client, in_order(executor, workers, make, batches, common, result=result))
        finally:
            with suppress(OSError):  # a scheduler that is gone cannot be told that we go
                client.close()


def _made(client: Any, results: Iterator[list[MadePart]]) -> Iterator[list[MadePart]]:
    """The same; what goes wrong where they are used, as on a full disk, is not the cluster's."""
    with _lost_is_stopped(client):
        yield from results


def _result(client: Any, future: Future[list[MadePart]]) -> list[MadePart]:
    """Waited for as long as there are workers; a lost one may be replaced. Raises `Stopped`."""
    seen = time.monotonic()
    while not wait([future], timeout=1).done:
        with suppress(OSError):  # the scheduler goes while it is asked: then the future is cancelled
            if client.nthreads():
                seen = time.monotonic()
        if time.monotonic() > seen + _SECONDS:
            raise _stopped("The last worker has gone")
    return future.result()


@contextmanager
def _lost_is_stopped(client: Any) -> Iterator[None]:
    from distributed.scheduler import KilledWorker

    try:
        yield
    except Stopped:
        raise
    except _OtherVersion as found:
        raise _other("A worker that came later", str(found)) from found
    except CancelledError as lost:  # all that was asked for, and without a word
        raise _stopped("The scheduler has gone") from lost
    except Exception as error:
        # A client that does not reach its scheduler again closes itself, and then refuses whatever it is asked for.
        if client.status != "running":
            raise _stopped("The scheduler has gone") from error
        if not isinstance(error, (KilledWorker, OSError)):
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


@contextmanager
def _unwarned() -> Iterator[None]:
    """Dask warns of large arguments of tasks, on standard error: a large spec, and a large tree before this one."""
    from dask import config

    with config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}):
        yield


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
    files. So has the scheduler, which looks into what it passes on."""
    found: dict[str, object] = client.run(_version, on_error="return")
    answers = {f"The worker {worker}": found[worker] for worker in sorted(found)}
    try:
        answers["The scheduler"] = client.run_on_scheduler(_version)
    except (ImportError, AttributeError) as without:
        answers["The scheduler"] = without
    for who, answer in answers.items():
        if answer != __version__ and not isinstance(answer, OSError):  # that one has just been lost
            raise _other(who, answer)
    workers: dict[str, int] = client.nthreads()
    if not workers:
        raise Stopped(
            NO_CLUSTER,
            "The Dask cluster has no workers",
            "Start some with `dask worker HOST:PORT`, with adbkms installed.",
        )
    return sum(workers.values())


def _other(who: str, answer: object) -> Stopped:
    """`answer` is the version that somebody has, or why there is none."""
    same = "Install the same version everywhere: another one may render other files."
    if isinstance(answer, Exception):
        return Stopped(NO_CLUSTER, f"{who} has no adbkms {__version__}", f"{type(answer).__name__}: {answer}. {same}")
    return Stopped(NO_CLUSTER, f"{who} has adbkms {answer}, this is {__version__}", same)


class _OtherVersion(Exception):
    """What a worker with another one says. It may have come when the others had been looked at."""


def _make(version: str, batch: Sequence[Part], settings: Settings) -> list[MadePart]:
    if version != __version__:
        raise _OtherVersion(__version__)
    return make_parts(batch, settings)


def _itself(settings: Settings) -> Settings:
    return settings


def _version() -> str:
    return __version__
