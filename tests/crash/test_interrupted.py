"""Ctrl-C (SIGINT) and `kill` (SIGTERM) at every system call that writes."""

from __future__ import annotations

import signal
from collections.abc import Iterator

from tests.crash.command import Ended
from tests.crash.place import Contents, Place, contents, is_decided
from tests.crash.specs import spec


def signalled_everywhere(place: Place, number: int) -> Iterator[tuple[Place, Ended, list[Contents]]]:
    place.write(old=spec(["a", "b"], roles=False), new=spec(["b"], roles=False, description="Another"))
    trees = [place.tree("old"), place.copy(place.folder.parent / "new").tree("new")]
    for position, _ in enumerate(place.copy(place.folder.parent / "here").run("render", "new").calls):
        here = place.copy(place.folder.parent / "here")
        yield here, here.run("render", "new", at=position, action={"do": "signal", "signal": number}), trees


def _next_run_works(here: Place, left: Contents, new: Contents) -> None:
    ended = here.run("render", "new")
    assert ended.code == 0, ended.messages
    assert ("PUB014" in ended.messages) == is_decided(left)
    assert contents(here.out) == new
    assert here.beside() == []


def test_ctrl_c_ends_with_130_and_leaves_nothing_behind(place: Place) -> None:
    for here, ended, trees in signalled_everywhere(place, signal.SIGINT):
        left = contents(here.out)

        assert ended.code == 130
        told = "Stopped while files were put in place. Run the same command again"
        assert (told in ended.messages) == is_decided(left)
        assert "Traceback" not in ended.messages
        assert is_decided(left) or left in trees
        assert here.beside() == []
        _next_run_works(here, left, trees[1])


def test_ctrl_c_of_a_first_run_leaves_no_trace(place: Place) -> None:
    """But for an empty folder, if it comes between the making of that and its locking: it may be another run's."""
    place.write(new=spec(["b"], roles=False))
    (place.folder / "parent").rmdir()
    calls = place.copy(place.folder.parent / "here").run("render", "new").calls
    before_the_decision = calls[: calls.index("renameat")]
    its_own_folder = before_the_decision.index("mkdirat")

    for position, _ in enumerate(before_the_decision):
        here = place.copy(place.folder.parent / "here")
        ended = here.run("render", "new", at=position, action={"do": "signal", "signal": signal.SIGINT})

        assert ended.code == 130
        if position == its_own_folder:
            assert contents(here.out) == {".adbkms/": None}
        else:
            assert not (here.folder / "parent").exists()
        assert here.run("render", "new").code == 0


def test_kill_ends_with_143_and_leaves_nothing_behind_either(place: Place) -> None:
    for here, ended, trees in signalled_everywhere(place, signal.SIGTERM):
        left = contents(here.out)

        assert ended.code == 143
        told = "Stopped while files were put in place. Run the same command again"
        assert (told in ended.messages) == is_decided(left)
        assert "Traceback" not in ended.messages
        assert is_decided(left) or left in trees
        assert here.beside() == []
        _next_run_works(here, left, trees[1])
