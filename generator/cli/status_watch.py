"""`status --watch`: what is going on, as a display that changes on a terminal, and elsewhere a line for each change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.cli.clouds import is_interactive
from generator.cli.output import say
from generator.cli.status_text import summary
from generator.live.answers import NotKnown
from generator.live.oci.work_requests import LiveWorkRequest
from generator.report.visible import visible

if TYPE_CHECKING:
    from rich.table import Table

    from generator.live.status.database_status import DatabaseStatus
    from generator.live.status.watch import Look

_MOST_NAMED = 3
_MOST_SHOWN = 20  # lines of a display that has to fit the terminal


@contextmanager
def watching() -> Iterator[Callable[[Look], None]]:
    """What is yielded shows a look, on standard error."""
    if not is_interactive():
        yield lines_of_changes()
        return
    from rich.console import Console
    from rich.live import Live

    with Live(console=Console(stderr=True), transient=True, refresh_per_second=4) as display:
        yield lambda look: display.update(_display(look), refresh=True)


def lines_of_changes() -> Callable[[Look], None]:
    """Says of each database what has changed since the last look: `+00:30 payments-prod/orders: UPDATING, …`."""
    before: dict[str, str] = {}

    def show(look: Look) -> None:
        for one in look.statuses:
            text = moment(one, look)
            is_news = before.get(one.name) != text and (one.name in before or one.name in look.waiting)
            before[one.name] = text
            if is_news:
                say(f"{duration(look.elapsed)} {one.name}: {text}")

    return show


def moment(one: DatabaseStatus, look: Look) -> str:
    """A database right now: its state, what OCI is doing to it, and how far that is; or why nobody can say."""
    if one.found is None:
        return f"not known: {one.unknown[0].summary}" if one.unknown else summary(one)
    parts = [one.found.lifecycle_state]
    work = look.work.get(one.name)
    if isinstance(work, LiveWorkRequest) and one.name in look.waiting:
        parts.append(f"{work.operation} {work.percent:.0f} %")
    elif isinstance(work, LiveWorkRequest) and one.differences and work.failure:
        parts.append(f"{work.operation} {work.failure}")
    elif isinstance(work, NotKnown) and one.name in look.waiting:
        parts.append(f"its work request is not known: {work.summary}")
    elif one.unknown and one.name in look.waiting:
        parts.append(f"not known: {one.unknown[0].summary}")
    if one.name not in look.waiting:
        parts.append(summary(one))
    return ", ".join(parts)


def time_is_over(look: Look) -> list[str]:
    """A message about those that OCI is at work on, and one about those of which that is not known."""
    said = []
    if look.under_way:
        whom = _named(look.under_way)
        said.append(f"OCI is not done with {whom}. What is under way goes on; --timeout waits longer.")
    if look.not_known:
        whys = dict.fromkeys(why.summary for gaps in look.not_known.values() for why in gaps)
        whom = _named(tuple(look.not_known))
        said.append(f"{whom} could not be looked at completely: {'; '.join(whys)}. --timeout waits longer.")
    return [f"The time is over, and {one}" for one in said]


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")


def duration(seconds: float) -> str:
    """`+00:30`, minutes and seconds; with hours before them if there are any."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"+{hours}:{minutes:02}:{rest:02}" if hours else f"+{minutes:02}:{rest:02}"


def _display(look: Look) -> Table:
    from rich.progress_bar import ProgressBar
    from rich.spinner import Spinner
    from rich.table import Table
    from rich.text import Text

    done = len(look.statuses) - len(look.waiting)
    title = f"{duration(look.elapsed)}  {done} of {len(look.statuses)} done"
    table = Table(title=title, title_justify="left", box=None, show_header=False, pad_edge=False)
    waiting = [one for one in look.statuses if one.name in look.waiting]
    for one in waiting[:_MOST_SHOWN]:
        work = look.work.get(one.name)
        percent = work.percent if isinstance(work, LiveWorkRequest) else 0
        bar = ProgressBar(total=100, completed=percent, width=20, pulse=percent == 0)
        table.add_row(Spinner("dots"), Text(visible(one.name)), bar, Text(visible(moment(one, look))))
    if len(waiting) > _MOST_SHOWN:
        table.add_row("", Text(f"and {len(waiting) - _MOST_SHOWN} more"))
    return table
