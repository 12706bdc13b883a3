"""Makes a fleet for a command, with a progress bar."""

from __future__ import annotations

from functools import partial

import typer

from generator.cli.clouds import is_interactive
from generator.fleet.fleet import Fleet, Request, make_fleet
from generator.fleet.workers import Workers, workers


def making(request: Request, executor: str | None = None) -> Fleet:
    """The tree of a spec, verified; made by a cluster if there is one: `dask://HOST:PORT`."""
    if request.jobs and executor is not None:
        raise typer.BadParameter(
            "How many work on a cluster is up to the cluster.", param_hint="--jobs with --executor"
        )
    start = workers if executor is None else _cluster(executor, request)
    if not is_interactive():
        return make_fleet(request, start=start)
    from generator.cli.fleet_progress import FleetProgress

    with FleetProgress() as progress:
        return make_fleet(request, progress.add, start)


def _cluster(executor: str, request: Request) -> Workers:
    from generator.fleet.dask import SCHEME, cluster

    address = executor.removeprefix(SCHEME)
    if not executor.startswith(SCHEME) or not address:
        raise typer.BadParameter("Give a cluster as dask://HOST:PORT.", param_hint="--executor")
    if request.templates:
        raise typer.BadParameter("Its workers have no templates of yours.", param_hint="--executor with --templates")
    return partial(cluster, address)
