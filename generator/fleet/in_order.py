"""What an executor makes of batches, in the order of the batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from generator.fleet.made import MadePart

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

AHEAD = 2  # batches for each worker that are made or wait to be taken: so many are in memory at most


def in_order(
    executor: Executor,
    jobs: int,
    make: Callable[..., list[MadePart]],
    batches: Iterable[object],
    *common: object,
    result: Callable[[Future[list[MadePart]]], list[MadePart]] = lambda future: future.result(),
) -> Iterator[list[MadePart]]:
    """What `make` gives for each batch, with what is common to all. Only so many are asked for at a time that memory
    stays bounded. `result` waits for one."""
    waiting: deque[Future[list[MadePart]]] = deque()
    try:
        for batch in batches:
            waiting.append(executor.submit(make, batch, *common))
            if len(waiting) > AHEAD * jobs:
                yield result(waiting.popleft())
        while waiting:
            yield result(waiting.popleft())
    finally:
        for one in waiting:
            one.cancel()
