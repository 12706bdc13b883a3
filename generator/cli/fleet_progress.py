"""A bar for what is made of a spec: how much, how fast, and how long it will still take."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

_A_MOMENT = 0.5  # seconds; what is done by then needs no bar, and does not flicker


class FleetProgress:
    """A bar on standard error. It has no thread of its own: processes are forked while it is there, and it is drawn
    when something has been made."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.percentage:>3.0f} %"),
            BarColumn(),
            TextColumn("{task.fields[stacks]:,} stacks, {task.fields[rate]:,.0f} a second"),
            TimeRemainingColumn(),
        )
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        self._task = self._bar.add_task("", total=1, stacks=0, rate=0)
        self._began = time.monotonic()
        self._is_shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, at: TracebackType | None) -> None:
        if self._is_shown:
            self._bar.stop()

    def add(self, stacks: int, done: float) -> None:
        """So many stacks have been made in all, and that share of the spec."""
        elapsed = time.monotonic() - self._began
        if not self._is_shown and elapsed < _A_MOMENT:
            return
        if not self._is_shown:
            self._bar.start()
            self._is_shown = True
        self._bar.update(self._task, completed=done, stacks=stacks, rate=stacks / max(elapsed, 1e-3))
        self._bar.refresh()
