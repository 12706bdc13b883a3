"""What the commands that ask the clouds have in common: the way there, and a progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.output import say

if TYPE_CHECKING:
    from generator.live.clouds import Clouds

_FEW = 3  # so few are done before anybody has looked

VerboseOption = Annotated[
    bool,
    typer.Option("--verbose", help="Show every request on standard error: service, operation, region, status, time."),
]


def connect(verbose: bool) -> Clouds:
    """The clouds, by the SDKs' own credentials. Nothing is asked yet."""
    from generator.live.clouds import Clouds
    from generator.live.connections import Connections

    return Clouds(Connections(say) if verbose else Connections())


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[[object], object]]:
    """A bar on standard error, if that is a terminal; what is yielded is called for each thing that is done."""
    if total <= _FEW or not is_interactive():
        yield lambda item: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda item: bar.advance(task)


def is_interactive() -> bool:
    """True where a bar can be drawn and somebody sees it."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
