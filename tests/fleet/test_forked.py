"""What goes wrong in a process that makes parts is raised where they are used, and says where it happened."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest

from bench.fleet import write_fleet
from generator.fleet import forked
from generator.fleet.fleet import Request, make_fleet
from generator.fleet.made import MadePart
from generator.fleet.parts import Part
from generator.fleet.settings import Settings


def test_a_fault_in_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make_nothing(parts: Sequence[Part], settings: Settings) -> list[MadePart]:
        raise ZeroDivisionError("as it happens")

    monkeypatch.setattr(forked, "make_parts", make_nothing)

    with pytest.raises(ZeroDivisionError, match="as it happens") as raised:
        make_fleet(Request([str(write_fleet(tmp_path, 200))], jobs=2))

    assert "make_nothing" in raised.value.__notes__[0]


@pytest.mark.parametrize("moments", [["start"], ["kill"], ["start", "kill"]])
def test_ctrl_c_while_processes_are_started_or_ended_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moments: Sequence[str]
) -> None:
    def pressed_after(moment: str) -> None:
        real = getattr(ForkProcess, moment)

        def call(process: ForkProcess) -> None:
            real(process)
            os.kill(os.getpid(), signal.SIGINT)

        monkeypatch.setattr(ForkProcess, moment, call)

    for moment in moments:
        pressed_after(moment)

    with pytest.raises(KeyboardInterrupt):
        make_fleet(Request([str(write_fleet(tmp_path, 200))], jobs=2))

    monkeypatch.undo()
    for process in multiprocessing.active_children():
        process.join(10)  # what was killed may still be ending
    left = multiprocessing.active_children()
    for process in left:
        process.kill()
    assert left == []
