"""Tests that begin as a new process does, and leave nothing of a planted fault behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.verify.quick import lines, shapes


def forget_all() -> None:
    """As if nothing had been read."""
    lines.forget()
    shapes._read.cache_clear()
    shapes.pattern.cache_clear()


@pytest.fixture
def new_process() -> Iterator[None]:
    """Nothing has been read before, and what is read is forgotten."""
    forget_all()
    yield
    forget_all()
