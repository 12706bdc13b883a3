"""What was asked, and how much at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and the status of its answer, None where it was broken. `path` is without the query."""

    method: str
    path: str
    tenancy: str
    status: int | None


@dataclass
class Traffic:
    """`most_at_once` is the largest number of requests that were under way together, never more than the clients had
    open. Answers are quick: a test of a bound makes them late (`Delay`) so that requests do meet."""

    asked: list[Asked] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """While a request is."""
        with self.lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
        finally:
            with self.lock:
                self.at_once -= 1

    def note(self, asked: Asked) -> None:
        with self.lock:
            self.asked.append(asked)

    def count(self, method: str = "*", path: str = "*") -> int:
        """How many requests match the shell patterns, whose `*` matches `/` too."""
        with self.lock:
            return sum(fnmatchcase(one.method, method) and fnmatchcase(one.path, path) for one in self.asked)

    def forget(self) -> None:
        """Counts from now on."""
        with self.lock:
            self.asked.clear()
            self.most_at_once = self.at_once
