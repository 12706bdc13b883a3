"""What goes wrong in a process that makes parts is raised where they are used, and says where it happened."""

from __future__ import annotations

from collections.abc import Sequence
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
