"""`adbkms diff` of what Git has: `REV:PATH`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, QUICKSTART, ROOT, STACK, Run, change, on_one_line

RENDERED = QUICKSTART / "rendered/3-encrypt"
FLEET = ROOT / "examples/fleet/specs"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A Git repository, the current folder, with a spec, a folder of specs, and a tree in one commit."""
    shutil.copy(ENCRYPT, tmp_path / "orders.yaml")
    shutil.copytree(FLEET, tmp_path / "specs")
    shutil.copytree(RENDERED, tmp_path / "terraform")
    git("init", "--quiet", "--initial-branch", "main", folder=tmp_path)
    commit(tmp_path)
    return tmp_path


def git(*arguments: str, folder: Path) -> str:
    settings = ("-c", "user.name=A", "-c", "user.email=a@x.example", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    git("add", "--all", folder=folder)
    git("commit", "--quiet", "--message", "x", folder=folder)


def test_a_spec_as_git_has_it(adbkms: Run, repository: Path) -> None:
    assert adbkms("diff", "main:orders.yaml", "orders.yaml").messages == "No difference.\n"

    change(repository / "orders.yaml", "external_id: tenant_ocid", "external_id: compartment_ocid")
    ended = adbkms("diff", "HEAD:orders.yaml", "orders.yaml", "--format", "json")

    assert ended.code == 2
    assert "encryption_key.external_id" in ended.data


def test_a_folder_of_specs_with_its_defaults(adbkms: Run, repository: Path) -> None:
    assert adbkms("diff", "HEAD:specs", "specs").messages == "No difference.\n"
    assert adbkms("diff", "HEAD:specs/", FLEET).messages == "No difference.\n"


def test_a_folder_of_specs_that_is_the_whole_repository(adbkms: Run, tmp_path: Path) -> None:
    shutil.copytree(FLEET, tmp_path, dirs_exist_ok=True)
    git("init", "--quiet", folder=tmp_path)
    commit(tmp_path)

    assert adbkms("diff", "HEAD:", FLEET).messages == "No difference.\n"


def test_a_tree_as_git_has_it(adbkms: Run, repository: Path) -> None:
    change(repository / "terraform" / STACK / "main.tf", "compute_count            = 2", "compute_count            = 4")

    ended = adbkms("diff", "HEAD:terraform", "terraform", "--format", "json")

    assert ended.code == 2
    assert "compute_count" in ended.data
    assert adbkms("diff", "HEAD:terraform", ENCRYPT).code == 0  # with what its manifest knows


def test_a_path_from_the_current_folder(adbkms: Run, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "specs")

    assert adbkms("diff", "HEAD:./payments.yaml", "HEAD:specs/payments.yaml").code == 1  # needs the folder's defaults
    assert adbkms("diff", "HEAD:../orders.yaml", "HEAD:orders.yaml").messages == "No difference.\n"
    assert "(DIF012)" in adbkms("diff", "HEAD:../../orders.yaml", ENCRYPT).messages


def test_a_file_whose_name_git_does_not_know(adbkms: Run, repository: Path) -> None:
    Path("nothing:orders.yaml").write_text(ENCRYPT.read_text("utf-8"), "utf-8")

    assert adbkms("diff", "nothing:orders.yaml", ENCRYPT).messages == "No difference.\n"


def test_a_mistake_in_a_spec_of_git_is_shown_at_its_place(adbkms: Run, repository: Path) -> None:
    change(repository / "orders.yaml", "region: us-east-2", "region: us-east-22")
    commit(repository)

    ended = adbkms("diff", ENCRYPT, "HEAD:orders.yaml")

    assert ended.code == 1
    assert "on HEAD:orders.yaml:8:" in ended.messages


def test_bytes_are_those_of_the_repository(adbkms: Run, repository: Path) -> None:
    """Neither filters nor attributes nor hooks nor pagers have a say."""
    (repository / ".gitattributes").write_text("* filter=evil export-ignore text eol=crlf diff=evil\n", "utf-8")
    marker = repository / "ran"
    for setting in ("filter.evil.smudge", "core.pager", "diff.evil.textconv", "diff.external", "core.fsmonitor"):
        git("config", setting, f"touch {marker}; cat", folder=repository)
    hook = repository / ".git/hooks/post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {marker}\n", "utf-8")
    hook.chmod(0o755)

    assert adbkms("diff", "HEAD:orders.yaml", ENCRYPT, "--unified").code == 0
    assert not marker.exists()


@pytest.mark.parametrize("revision", ["--output=x", "-h", "--help", "--all", "", "HEAD --", "HEAD;touch x", "@{u}"])
def test_a_revision_is_never_an_option(adbkms: Run, repository: Path, revision: str) -> None:
    before = sorted(repository.iterdir())

    ended = adbkms("diff", "--", f"{revision}:orders.yaml", "orders.yaml")

    assert (ended.code, ended.data) == (1, "")
    assert "(DIF011)" in ended.messages
    assert sorted(repository.iterdir()) == before


def test_a_file_does_not_stand_in_for_a_revision(adbkms: Run, repository: Path) -> None:
    """Else whoever is reviewed would choose what is compared with."""
    shutil.copytree(repository / "terraform", repository / "main:terraform")

    ended = adbkms("diff", "main:terraform", "terraform")
    assert (ended.code, ended.data) == (1, "")
    assert "main:terraform is a file or folder here, and a revision to Git (DIF005)" in ended.messages

    assert adbkms("diff", "./main:terraform", "terraform").code == 0
    assert adbkms("diff", "refs/heads/main:terraform", "terraform").code == 0


def test_patterns_in_a_path_are_part_of_its_name(adbkms: Run, repository: Path) -> None:
    for path in ("*.yaml", ":(glob)**", "orders?yaml", ":/orders.yaml"):
        ended = adbkms("diff", f"HEAD:{path}", "orders.yaml")
        assert (ended.code, "(DIF012)" in ended.messages) == (1, True), path


def test_links_in_git_are_not_followed(adbkms: Run, repository: Path) -> None:
    (repository / "link.yaml").symlink_to("orders.yaml")
    (repository / "terraform" / STACK / "link.tf").symlink_to("main.tf")
    commit(repository)

    assert "a symbolic link or a submodule" in on_one_line(adbkms("diff", "HEAD:link.yaml", ENCRYPT))
    ended = adbkms("diff", "HEAD:terraform", RENDERED)
    assert (ended.code, f"{STACK}/link.tf is not compared (DIF001)" in ended.messages) == (2, True)


def test_a_path_that_git_does_not_have(adbkms: Run, repository: Path) -> None:
    ended = adbkms("diff", "HEAD:nothing.yaml", "orders.yaml")

    assert ended.code == 1
    assert "There is no HEAD:nothing.yaml (DIF012)" in ended.messages


def test_outside_of_a_repository(adbkms: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    ended = adbkms("diff", "HEAD:orders.yaml", ENCRYPT)

    assert ended.code == 1
    assert "not a git repository" in ended.messages
    assert "(DIF010)" in ended.messages


def test_without_git(adbkms: Run, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository / "specs"))

    ended = adbkms("diff", "HEAD:orders.yaml", "orders.yaml")

    assert ended.code == 1
    assert "There is no `git` on the PATH." in ended.messages


def test_a_shallow_clone_says_how_to_get_the_rest(
    adbkms: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(repository / "orders.yaml", "external_id: tenant_ocid", "external_id: compartment_ocid")
    commit(repository)
    git("clone", "--quiet", "--depth", "1", f"file://{repository}", "shallow", folder=repository)
    monkeypatch.chdir("shallow")

    ended = adbkms("diff", "HEAD~1:orders.yaml", "orders.yaml")

    assert ended.code == 1
    assert "This clone is shallow" in ended.messages
    assert "git fetch --unshallow" in on_one_line(ended)


def test_git_dir_is_the_users_own(adbkms: Run, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "away").mkdir()
    monkeypatch.chdir(repository / "away")
    os.rename(repository / ".git", repository / "elsewhere.git")
    monkeypatch.setenv("GIT_DIR", str(repository / "elsewhere.git"))

    assert adbkms("diff", "HEAD:orders.yaml", ENCRYPT).messages == "No difference.\n"
