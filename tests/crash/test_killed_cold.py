"""As `test_killed.py`, by `python -m generator` as a user starts it, with nothing imported before. At fewer points: it
takes ten times as long."""

from __future__ import annotations

import pytest

from tests.crash.place import Place, contents
from tests.crash.specs import spec

KILLS = 12


@pytest.mark.parametrize("kill", ["kill", "kill after"])
def test_the_next_run_finishes_what_a_killed_process_has_left(place: Place, kill: str) -> None:
    place.write(old=spec(["a"], roles=False), new=spec(["b"], roles=False))
    assert place.run("render", "old", cold=True).code == 0  # so that the grammar is compiled once
    trees = [place.tree("old"), place.copy(place.folder.parent / "new").tree("new")]
    calls = place.copy(place.folder.parent / "here").run("render", "new", cold=True).calls

    for number in range(0, len(calls), len(calls) // KILLS + 1):
        here = place.copy(place.folder.parent / "here")
        assert here.run("render", "new", at=number, action={"do": kill}, cold=True).code == -9
        ended = here.run("render", "new", cold=True)

        assert ended.code == 0, ended.messages
        assert contents(here.out) == trees[1]
        assert here.beside() == []
