"""A crash at any instant leaves the old tree, or the new one for the next run to finish."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import generator
from generator.publish.compare import compare
from generator.publish.publish import PublishResult

pytestmark = pytest.mark.usefixtures("without_waiting_for_the_disk")

Render = Callable[..., PublishResult]
FilesIn = Callable[[Path], dict[str, str]]

OLD = {
    "same": "same",
    "changed": "old",
    "a/b": "file, later folder",
    "c/d/e": "folder, later file",
    "f/g": "gone",
}
NEW = {"same": "same", "changed": "new", "a/b/c": "in a folder", "c/d": "a file", "h/i": "added", "h/j": ""}
OTHER = {"same": "other", "h/i": "other", "k": "other"}
FOREIGN = {"f/mine": "foreign", "mine": "foreign"}


def crash_everywhere(folder: Path, tree: dict[str, str], crashed: Path, *, step: int = 1) -> list[Path]:
    """What is left of the folder when publishing the tree is killed around each system call that changes
    something, in their order; the last one was not killed.
    """
    crashed.mkdir()
    tree_json = crashed / "tree.json"
    tree_json.write_text(json.dumps(tree))
    subprocess.run(
        [
            sys.executable,
            Path(__file__).with_name("crash_everywhere.py"),
            folder,
            tree_json,
            crashed,
            str(step),
        ],
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(generator.__file__).parents[1])},
    )
    return sorted((path for path in crashed.iterdir() if path.is_dir()), key=lambda path: int(path.name))


def is_decided(folder: Path) -> bool:
    return (folder / ".adbkms/journal.json").exists()


@pytest.fixture(scope="module")
def crashes(tmp_path_factory: pytest.TempPathFactory, render: Render) -> list[Path]:
    """Every folder that a crash can leave when the new tree is published over the old one. Not to be
    changed.
    """
    base = tmp_path_factory.mktemp("crashes")
    render(OLD, base / "old")
    for path, text in FOREIGN.items():
        (base / "old" / path).parent.mkdir(exist_ok=True)
        (base / "old" / path).write_text(text)
    return crash_everywhere(base / "old", NEW, base / "crashed")


@pytest.fixture
def decided(crashes: list[Path], out: Path) -> Path:
    """A folder in which publishing the new tree was stopped just after it was decided on."""
    return Path(shutil.copytree(next(folder for folder in crashes if is_decided(folder)), out))


def test_a_crash_at_any_moment_leaves_the_old_tree_or_the_new(
    crashes: list[Path], tmp_path: Path, render: Render, files_in: FilesIn
) -> None:
    assert len(crashes) > 100

    seen = []
    for crash in crashes:
        folder = Path(shutil.copytree(crash, tmp_path / crash.name))
        left, was_decided = files_in(folder), is_decided(folder)
        diagnostics = compare(NEW, folder).diagnostics
        recovered = files_in(folder)

        assert [found.code for found in diagnostics] == (["PUB014"] if was_decided else [])
        assert recovered in (OLD | FOREIGN, NEW | FOREIGN)
        assert was_decided or left == recovered
        seen.append(recovered)

        assert render(NEW, folder).diagnostics == ()
        assert files_in(folder) == NEW | FOREIGN
        assert [path.name for path in (folder / ".adbkms").iterdir()] == ["manifest.json"]
    assert [recovered == NEW | FOREIGN for recovered in seen] == sorted(
        recovered == NEW | FOREIGN for recovered in seen
    )


def test_a_crash_of_the_first_run_leaves_nothing_or_the_tree(tmp_path: Path, render: Render, files_in: FilesIn) -> None:
    (tmp_path / "empty").mkdir()

    for folder in crash_everywhere(tmp_path / "empty", NEW, tmp_path / "crashed"):
        compare(NEW, folder)
        assert files_in(folder) in ({}, NEW)
        assert render(OTHER, folder).written
        assert files_in(folder) == OTHER


def test_a_crash_while_finishing_an_interrupted_run_leaves_it_to_the_next(
    decided: Path, tmp_path: Path, render: Render, files_in: FilesIn
) -> None:
    crashed = crash_everywhere(decided, NEW, tmp_path / "second")
    assert len(crashed) > 100

    for folder in crashed:
        compare(NEW, folder)
        assert files_in(folder) == NEW | FOREIGN
        assert render(NEW, folder).diagnostics == ()
        assert compare(NEW, folder).changes == ()


def test_a_crash_with_hundreds_of_files(tmp_path: Path, render: Render, files_in: FilesIn) -> None:
    """Many files reach the disk in another way than a few; a crash here and there will do."""
    old = {f"s{number}/main.tf": "old" for number in range(30)}
    new = {f"s{number}/main.tf": "new" for number in range(10, 40)}
    render(old, tmp_path / "old")

    for folder in crash_everywhere(tmp_path / "old", new, tmp_path / "crashed", step=25):
        compare(new, folder)
        assert files_in(folder) in (old, new)
        assert render(new, folder).diagnostics == ()


def test_another_tree_can_follow_an_interrupted_run(decided: Path, render: Render, files_in: FilesIn) -> None:
    result = render(OTHER, decided)

    assert [found.code for found in result.diagnostics] == ["PUB014"]
    assert files_in(decided) == OTHER | FOREIGN


def test_what_was_edited_since_the_crash_stays_and_is_reported(
    decided: Path, render: Render, files_in: FilesIn
) -> None:
    edited = {"changed": "edited since", "f/g": "edited since, and no longer rendered"}
    for path, text in edited.items():
        (decided / path).write_text(text)
    (decided / "h").mkdir(exist_ok=True)
    (decided / "h/i").write_text("foreign since")

    result = render(NEW, decided)

    assert [found.code for found in result.diagnostics] == ["PUB014", "PUB002", "PUB001", "PUB001"]
    assert files_in(decided) == NEW | FOREIGN | edited | {"h/i": "foreign since"}


def test_links_put_there_since_the_crash_are_not_followed(
    decided: Path, tmp_path: Path, render: Render, files_in: FilesIn
) -> None:
    (tmp_path / "elsewhere").mkdir()
    shutil.rmtree(decided / "f")
    (decided / "f").symlink_to(tmp_path / "elsewhere")
    (decided / "h").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/g").write_text(OLD["f/g"])

    result = render(NEW, decided)

    assert [found.code for found in result.diagnostics] == ["PUB014", "PUB005"]
    assert files_in(tmp_path / "elsewhere") == {"g": OLD["f/g"]}


@pytest.mark.parametrize("lost", ["all", "one", "damaged", "damaged in a new folder"])
def test_staged_files_that_were_lost_are_written_anew(
    decided: Path, render: Render, files_in: FilesIn, lost: str
) -> None:
    staging = decided / ".adbkms/staging"
    if lost == "all":
        shutil.rmtree(staging)
    elif lost == "one":
        (staging / "tree/changed").unlink()
    elif lost == "damaged":
        (staging / "tree/changed").write_text("not what it was")
    else:
        (staging / "tree/h/i").write_text("not what it was")

    assert [found.code for found in render(NEW, decided).diagnostics] == ["PUB014"]
    assert files_in(decided) == NEW | FOREIGN


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda journal: journal[:-10], "is not JSON"),
        (
            lambda journal: journal.replace('"format": 1, "manifest"', '"format": 9, "manifest"'),
            "reads 1 only",
        ),
        (
            lambda journal: journal.replace('"removals": {', '"removals": {"../x": "' + "0" * 64 + '", '),
            "'../x'",
        ),
        (
            lambda journal: journal.replace('"removals": {', '"removals": {"x": 1, '),
            'lacks the object "removals"',
        ),
        (lambda journal: journal.replace('"writes": [[', '"writes": [["../x", null], ['), "unknown entry"),
        (lambda journal: journal.replace('"writes"', '"wrote"'), 'lacks the list "writes"'),
        (
            lambda journal: journal.replace('"removals": {', '"removals": {"theirs.tf": "' + "0" * 64 + '", '),
            "would change 'theirs.tf', which is no file of the tree before",
        ),
    ],
)
def test_a_journal_that_cannot_be_trusted_stops_everything(
    decided: Path, render: Render, files_in: FilesIn, damage: Callable[[str], str], problem: str
) -> None:
    journal = decided / ".adbkms/journal.json"
    journal.write_text(damage(journal.read_text()))

    (diagnostic,) = render(NEW, decided).diagnostics

    assert diagnostic.code == "PUB010"
    assert problem in diagnostic.detail
    assert compare(NEW, decided).diagnostics == (diagnostic,)
    assert files_in(decided) == OLD | FOREIGN


def test_a_made_up_journal_removes_no_file_of_others(out: Path, render: Render, files_in: FilesIn) -> None:
    render(OLD, out)
    (out / "mine").write_text("foreign")
    manifest = json.loads((out / ".adbkms/manifest.json").read_text())
    del manifest["sha256"]
    removals = {"mine": hashlib.sha256(b"foreign").hexdigest()}
    journal = {"format": 1, "manifest": manifest, "writes": [], "removals": removals}
    (out / ".adbkms/journal.json").write_text(json.dumps(journal))

    assert [found.code for found in render(OLD, out).diagnostics] == ["PUB014"]
    assert files_in(out) == OLD | {"mine": "foreign"}


def test_doing_what_the_message_says_gets_over_a_broken_journal(
    decided: Path, render: Render, files_in: FilesIn
) -> None:
    (decided / ".adbkms/journal.json").unlink()
    shutil.rmtree(decided / ".adbkms/staging")

    assert render(NEW, decided).diagnostics == ()
    assert files_in(decided) == NEW | FOREIGN
