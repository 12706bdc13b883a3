"""Somebody moves, removes or replaces folders while a run is writing, at every system call that writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.crash.command import Ended
from tests.crash.place import Contents, Place, contents, is_decided, without_own, without_staging
from tests.crash.specs import spec


def meanwhile_everywhere(place: Place, *command: str) -> Iterator[tuple[Place, Ended, list[Contents]]]:
    """From when the run has opened the output folder. `{}` in the command's words is the folder of the place."""
    place.write(old=spec(["a", "b"], roles=False), new=spec(["b"], roles=False, description="Another"))
    trees = [place.tree("old"), place.copy(place.folder.parent / "new").tree("new")]
    (place.folder / "other").mkdir()
    calls = place.copy(place.folder.parent / "here").run("render", "new").calls
    for position in range(calls.index("mkdirat"), len(calls)):
        here = place.copy(place.folder.parent / "here")
        words = [word.replace("{}", str(here.folder)) for word in command]
        yield here, here.run("render", "new", at=position, action={"do": "run", "command": words}), trees


def _said_so_or_went_well(ended: Ended) -> None:
    assert ended.code in (0, 1)
    assert "Traceback" not in ended.messages
    assert ended.code == 0 or "PUB009" in ended.messages or "PUB013" in ended.messages


def _is_one_of(left: Contents, trees: Sequence[Contents]) -> bool:
    return is_decided(left) or without_staging(left) in trees


def test_the_parent_is_moved_away(place: Place) -> None:
    """The run stays with the folder that it has opened, wherever that is, and writes nothing where it was."""
    for here, ended, trees in meanwhile_everywhere(place, "mv", "{}/parent", "{}/moved"):
        _said_so_or_went_well(ended)
        assert _is_one_of(contents(here.folder / "moved/out"), trees)
        assert not (here.folder / "parent").exists()

        (here.folder / "moved").rename(here.folder / "parent")
        assert here.run("render", "new").code == 0
        assert contents(here.out) == trees[1]


def test_the_parent_is_removed(place: Place) -> None:
    for here, ended, trees in meanwhile_everywhere(place, "rm", "-r", "{}/parent"):
        _said_so_or_went_well(ended)
        assert contents(here.out) in ({}, trees[1])

        (here.folder / "parent").mkdir(exist_ok=True)
        assert here.run("render", "new").code == 0
        assert without_own(contents(here.out)) == without_own(trees[1])


def test_the_output_folder_is_replaced_by_a_link(place: Place) -> None:
    """Nothing is written through the link: the run stays with the folder that it has opened."""
    swap = 'mv "$1/parent/out" "$1/moved" && ln -s "$1/other" "$1/parent/out"'
    for here, ended, trees in meanwhile_everywhere(place, "sh", "-c", swap, "sh", "{}"):
        _said_so_or_went_well(ended)
        assert _is_one_of(contents(here.folder / "moved"), trees)
        assert contents(here.folder / "other") == {}


def test_a_folder_of_the_tree_is_replaced_by_a_link(place: Place) -> None:
    swap = 'mv "$1/parent/out/stacks/b" "$1/moved" && ln -s "$1/other" "$1/parent/out/stacks/b"'
    for here, ended, _ in meanwhile_everywhere(place, "sh", "-c", swap, "sh", "{}"):
        assert ended.code in (0, 1)
        assert "Traceback" not in ended.messages
        assert contents(here.folder / "other") == {}


def test_the_whole_tree_is_edited(place: Place) -> None:
    """The edit is in the file, be that the old or the new one. There is one moment in which it is lost, as the system
    has no call for both: between the last look at a file and its renaming."""
    edit = 'for f in "$1"/parent/out/stacks/b/*.tf; do echo "# mine" >>"$f"; done'
    for here, ended, _ in meanwhile_everywhere(place, "sh", "-c", edit, "sh", "{}"):
        if ended.happened_at == "renameat":
            continue
        assert ended.code in (0, 1)
        assert "Traceback" not in ended.messages
        for path, content in without_own(contents(here.out)).items():
            if path.startswith("stacks/b/") and path.endswith(".tf"):
                assert content is not None
                assert content.endswith(b"# mine\n")
