"""What the commands that ask the clouds have in common: the way there, and a progress bar."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.output import say

if TYPE_CHECKING:
    from generator.live.clouds import Clouds

_A_MOMENT = 0.3  # seconds; what is done by then needs no bar, and does not flicker

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
    """A bar on standard error, if that is a terminal and it takes more than a moment; what is yielded is called for
    each thing that is done."""
    if not total or not is_interactive():
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
    bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    task = bar.add_task(title, total=total)
    begin = threading.Timer(_A_MOMENT, bar.start)
    begin.daemon = True
    begin.start()
    try:
        yield lambda item: bar.advance(task)
    finally:
        begin.cancel()
        begin.join()  # it may be at the beginning just now, and what has not begun cannot be stopped
        bar.stop()


def is_interactive() -> bool:
    """True where a bar can be drawn and somebody sees it."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
