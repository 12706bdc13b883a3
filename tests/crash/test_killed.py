"""The process is killed (SIGKILL) at every system call that writes: then there is the old tree or the new one, whole,
and the next run works without help.

Each call is a point to be killed at: before it is done, or after it was done and before the process knows. What is on
the disk after a call is what is there before the next, so for the long ones the first of the two will do. One file
after the other is staged and put in place by the same calls: of those that are alike, some will do.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

import pytest

from tests.crash.place import Contents, Place, contents, is_decided, without_own, without_staging
from tests.crash.specs import spec

Prepare: TypeAlias = Callable[[Place], list[Contents]]


def a_new_folder(place: Place) -> list[Contents]:
    """The parent of the output folder is not there either."""
    place.write(new=spec(["b"], roles=True))
    new = place.tree("new")
    shutil.rmtree(place.folder / "parent")
    return [{}, new]


def an_empty_cache(place: Place) -> list[Contents]:
    """The tree is there, and only what is kept between runs is written."""
    place.write(new=spec(["b", "c"], roles=False))
    new = place.tree("new")
    shutil.rmtree(place.cache)
    return [new]


def a_changed_tree(place: Place) -> list[Contents]:
    """Stack `a` goes, `b` changes, `c` comes: more files than are synced one by one. Some files are the user's own."""
    place.write(old=spec(["a", "b"], roles=False), new=spec(["b", "c"], roles=True))
    place.tree("old")
    (place.out / "stacks/b/mine.tf").write_text("# mine\n")
    (place.out / "notes.md").write_text("mine\n")
    return [contents(place.out), place.copy(place.folder.parent / "new").tree("new")]


def a_few_changes(place: Place) -> list[Contents]:
    """Few enough for each file to be synced on its own. One stack goes."""
    place.write(old=spec(["a", "b"], roles=False), new=spec(["b"], roles=False, description="Another"))
    return [place.tree("old"), place.copy(place.folder.parent / "new").tree("new")]


def an_interrupted_run(place: Place) -> list[Contents]:
    """The run that is killed is itself one that has to finish another."""
    trees = a_changed_tree(place)
    _interrupt(place)
    return trees


def an_interrupted_run_before_another_tree(place: Place) -> list[Contents]:
    """The run that is killed has to finish another, and then to publish a tree of its own."""
    old, interrupted = a_changed_tree(place)
    place.write(third=spec(["a", "c"], roles=True, description="Third"))
    third = place.copy(place.folder.parent / "third")
    third.tree("new")
    trees = [old, interrupted, third.tree("third")]
    _interrupt(place)
    place.write(new=(place.folder / "third.yaml").read_text())
    return trees


def _interrupt(place: Place) -> None:
    """Kills a run just after it has decided on its tree."""
    trial = place.copy(place.folder.parent / "trial")
    decision = trial.run("render", "new").calls.index("renameat")
    assert place.run("render", "new", at=decision, action={"do": "kill after"}).code == -9
    assert is_decided(contents(place.out))


def killed_everywhere(place: Place, kill: str) -> Iterator[tuple[int, Place]]:
    """What is left of the place when a run is killed at each of its calls, from the first to the last; of those that
    are alike, at the first three and at every fourth."""
    calls = place.copy(place.folder.parent / "here").run("render", "new").calls
    for number in _points(calls):
        here = place.copy(place.folder.parent / "here")
        ended = here.run("render", "new", at=number, action={"do": kill})
        assert ended.code == -9
        assert ended.calls == calls[: number + 1]
        yield number, here


def _points(calls: Sequence[str]) -> Iterator[int]:
    """Calls are alike when they are of one name and come between three of the same names before and after."""
    seen: Counter[Sequence[str]] = Counter()
    for number in range(len(calls)):
        around = calls[max(number - 3, 0) : number + 4]
        if seen[around] < 3 or seen[around] % 4 == 0:
            yield number
        seen[around] += 1


@pytest.mark.parametrize(
    ("prepare", "kill", "least", "stages"),
    [
        (a_new_folder, "kill", 75, [0, "decided", 1]),
        (a_changed_tree, "kill", 75, [0, "decided", 1]),
        (a_few_changes, "kill", 25, [0, "decided", 1]),
        (a_few_changes, "kill after", 25, [0, "decided", 1]),
        (an_interrupted_run, "kill", 45, ["decided", 1]),
        (an_interrupted_run, "kill after", 45, ["decided", 1]),
        (an_interrupted_run_before_another_tree, "kill", 100, ["decided", 1, "decided", 2]),
        (an_empty_cache, "kill", 25, [0]),
    ],
)
def test_the_old_tree_or_the_new_one_is_there_and_the_next_run_works(
    place: Place, prepare: Prepare, kill: str, least: int, stages: list[int | str]
) -> None:
    """`stages` are what is there one after the other: a tree by its position, or one decided on."""
    trees = prepare(place)
    seen = []

    for number, here in killed_everywhere(place, kill):
        left = contents(here.out)
        seen.append(_stage_of(left, trees))
        _next_run_works(here, left, trees, ("render", "render --check", "next")[number % 3])

    assert len(seen) >= least
    assert [stage for stage, _ in groupby(seen)] == stages


def _stage_of(left: Contents, trees: list[Contents]) -> int | str:
    """Which of the trees is there, or that one is decided on; then each file is of one of them."""
    if is_decided(left):
        for path, content in without_own(left).items():
            assert content in [tree[path] for tree in trees if path in tree], path
        return "decided"
    whole = without_staging(left)
    assert whole in trees
    return trees.index(whole)


def _next_run_works(here: Place, left: Contents, trees: list[Contents], command: str) -> None:
    name, *options = command.split()

    first = here.run(name, "new", *options)

    now = contents(here.out)
    assert ("PUB014" in first.messages) == is_decided(left)
    if name == "next" or not options:
        assert first.code == 0, first.messages
    else:
        assert first.code == (0 if without_staging(now) == trees[-1] else 2), first.messages
    if command == "render":
        assert now == trees[-1]
        assert here.beside() == []
        return
    if is_decided(left):
        assert now in trees
    else:
        assert now == left
    last = here.run("render", "new")
    assert last.code == 0, last.messages
    assert "PUB014" not in last.messages
    assert contents(here.out) == trees[-1]
    assert here.beside() == []
