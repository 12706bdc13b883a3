"""A repository in which whoever is reviewed has chosen what there is: refs, and objects without end."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, QUICKSTART, Ended, Run, change


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A Git repository, the current folder, with a spec and a tree in one commit of the branch `main`."""
    shutil.copy(ENCRYPT, tmp_path / "orders.yaml")
    shutil.copytree(QUICKSTART / "rendered/3-encrypt", tmp_path / "terraform")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """What Git says, which is mostly the hash of what it has made."""
    settings = ("-c", "user.name=A", "-c", "user.email=a@x.example", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *settings, *arguments], cwd=folder, input=given, check=True, capture_output=True)
    return done.stdout.decode().strip()


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")


def tree_of(repository: Path, entry: str, names: list[str]) -> str:
    """The hash of a folder in which every name stands for the same: `entry` is mode, type and hash."""
    return git(repository, "mktree", given="".join(f"{entry}\t{name}\n" for name in names).encode())


def commit_with(repository: Path, specs: str) -> str:
    """The hash of a commit with nothing but the folder `specs`, of that hash."""
    return git(repository, "commit-tree", "-m", "x", tree_of(repository, f"040000 tree {specs}", ["specs"]))


def on_one_line(ended: Ended) -> str:
    return " ".join(ended.messages.split())


@pytest.mark.parametrize("revision", ["origin/main", "origin/main~0", "{short}"])
@pytest.mark.parametrize("warns", ["true", "false"])
def test_a_tag_does_not_stand_in_for_a_branch_or_a_hash(
    adbkms: Run, repository: Path, revision: str, warns: str
) -> None:
    """Git takes the tag, and whoever is reviewed may push one."""
    git(repository, "config", "core.warnAmbiguousRefs", warns)
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD")
    short = git(repository, "rev-parse", "--short", "HEAD")
    change(repository / "orders.yaml", "external_id: tenant_ocid", "external_id: compartment_ocid")
    commit(repository)
    for name in ("origin/main", short):
        git(repository, "tag", name)
    named = revision.format(short=short)

    ended = adbkms("diff", f"{named}:orders.yaml", "orders.yaml")

    assert (ended.code, ended.data) == (1, "")
    assert f"Git has several refs for {named} (DIF005)" in on_one_line(ended)
    assert "such as refs/remotes/origin/main" in on_one_line(ended)
    assert adbkms("diff", "refs/remotes/origin/main:orders.yaml", "orders.yaml").code == 2
    assert adbkms("diff", "refs/tags/origin/main:orders.yaml", "orders.yaml").code == 0


def test_a_folder_does_not_stand_in_for_a_name_that_several_refs_have(adbkms: Run, repository: Path) -> None:
    git(repository, "tag", "main")
    shutil.copytree(repository / "terraform", repository / "main:terraform")

    ended = adbkms("diff", "main:terraform", "terraform")

    assert (ended.code, ended.data) == (1, "")
    assert "main:terraform is a file or folder here, and a revision to Git (DIF005)" in ended.messages


@pytest.mark.parametrize("has_files", [True, False])
def test_a_listing_of_git_without_end_is_not_read_to_its_end(adbkms: Run, repository: Path, has_files: bool) -> None:
    """Twelve folders that each hold the next one ten times: 10^12 paths in less than 4 KB."""
    blob = git(repository, "hash-object", "-w", "--stdin")
    tree = tree_of(repository, f"100644 blob {blob}", ["a.yaml"] if has_files else [])
    for _ in range(12):
        tree = tree_of(repository, f"040000 tree {tree}", [f"folder{number}" for number in range(10)])
    bomb = commit_with(repository, tree)

    ended = adbkms("diff", f"{bomb}:specs", "orders.yaml")

    assert (ended.code, ended.data) == (1, "")
    assert "There are too many files to be compared (DIF002)" in ended.messages
    assert f"{bomb}:specs has more than 64 MiB. Name a folder with less below it." in on_one_line(ended)


def test_a_large_file_of_git_under_many_names_is_not_read(adbkms: Run, repository: Path) -> None:
    blob = git(repository, "hash-object", "-w", "--stdin", given=bytes(60 * 2**20))
    tree = tree_of(repository, f"100644 blob {blob}", [f"{number}.yaml" for number in range(1000)])
    bomb = commit_with(repository, tree)

    ended = adbkms("diff", f"{bomb}:specs", "orders.yaml")

    assert (ended.code, ended.data) == (1, "")
    assert "Files are too large to be compared (DIF002)" in ended.messages
    assert f"The files of {bomb}:specs have more than 256 MiB together." in on_one_line(ended)
