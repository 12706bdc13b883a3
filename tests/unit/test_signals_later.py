"""Ctrl-C and SIGTERM wait for the end of a block."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator

import pytest

from generator.signals_later import signals_later


@pytest.fixture
def came() -> Iterator[list[int]]:
    """The SIGTERMs of the test."""
    found: list[int] = []
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGTERM, lambda number, _frame: found.append(number))
    yield found
    for one, handler in before.items():
        signal.signal(one, handler)


def test_it_comes_when_the_block_has_ended(came: list[int]) -> None:
    with signals_later():
        os.kill(os.getpid(), signal.SIGTERM)
        assert came == []

    assert came == [signal.SIGTERM]


def test_one_that_is_ignored_does_not_stand_before_one_that_is_not(came: list[int]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    with signals_later():
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGTERM)

    assert came == [signal.SIGTERM]


def test_what_is_ignored_is_ignored_by_a_program_that_is_started_in_the_block_too() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with signals_later():
            ended = subprocess.run(["/bin/sh", "-c", "kill -INT $$"], check=False)
    finally:
        signal.signal(signal.SIGINT, before)

    assert ended.returncode == 0
