"""One way to each cloud, whoever is first."""

from __future__ import annotations

import ast
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import generator.live
from generator.live.concurrently import MOST_THREADS, concurrently
from generator.live.connections import Connections

THREADS = MOST_THREADS


class Slow:
    """Takes its time to be made, so that who does not wait for the first makes a second."""

    made = 0

    def __init__(self, shown: Callable[[str], object]) -> None:
        type(self).made += 1
        threading.Event().wait(0.05)


@pytest.mark.parametrize("cloud", ["aws", "oci"])
def test_threads_that_come_together_get_the_same_one(cloud: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Way(Slow):
        """Counts for itself."""

    monkeypatch.setattr(f"generator.live.{cloud}.connection.{cloud.capitalize()}Connections", Way)
    connections, together = Connections(), threading.Barrier(THREADS)

    def work(number: int) -> object:
        together.wait(timeout=10)
        return getattr(connections, cloud)

    found = concurrently(range(THREADS), work)

    assert len({id(one) for one in found}) == 1
    assert Way.made == 1


def test_nothing_that_threads_share_is_a_cached_property() -> None:
    """Python 3.11 has a lock in it and later ones have not, so no test on 3.11 would see the difference:
    https://docs.python.org/3/library/functools.html#functools.cached_property."""
    (folder,) = generator.live.__path__
    names = {
        str(file): {name.name for node in ast.walk(ast.parse(file.read_bytes())) for name in _imported(node)}
        for file in Path(folder).rglob("*.py")
    }

    assert len(names) > 50
    assert [file for file, imported in names.items() if "cached_property" in imported] == []


def _imported(node: ast.AST) -> list[ast.alias]:
    return node.names if isinstance(node, ast.ImportFrom) and node.module == "functools" else []
