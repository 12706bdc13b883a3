"""The hooks, run by pre-commit in a repository that uses them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integrations.released import CHECKOUT, commit, git, git_environment, offline_pip, released
from tests.integrations.repository import change, quickstart

pytestmark = pytest.mark.xdist_group("pre-commit")

CONFIGURATION = (CHECKOUT / "integrations" / "pre-commit" / "pre-commit-config.yaml").read_text("utf-8")
WRITING = CONFIGURATION.partition("      - id:")[0] + "      - id: adbkms-render-write\n"


@dataclass(frozen=True)
class Hooks:
    """A release of the project, and what pre-commit has installed of it: once for all tests."""

    repo: Path
    rev: str
    home: Path

    def run(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.pre_commit(folder, "run", "--color=never", *arguments)

    def pre_commit(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            cwd=folder,
            env=git_environment() | offline_pip() | {"PRE_COMMIT_HOME": str(self.home)},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Hooks:
    folder = tmp_path_factory.mktemp("pre-commit")
    repo = released(folder / "adbkms")
    return Hooks(repo, git(repo, "rev-parse", "HEAD"), folder / "home")


@pytest.fixture
def repository(hooks: Hooks, tmp_path: Path) -> Path:
    """A repository whose tree in terraform/ is what the spec in specs/ gives, all of it committed."""
    folder = quickstart(tmp_path / "repository")
    use(folder, hooks, CONFIGURATION)
    commit(folder)
    return folder


def use(folder: Path, hooks: Hooks, configuration: str) -> None:
    text = configuration.replace("https://github.com/example/adbkms", str(hooks.repo)).replace("v1.0.0", hooks.rev)
    (folder / ".pre-commit-config.yaml").write_text(text, "utf-8")


def test_a_good_spec_with_its_tree_passes(hooks: Hooks, repository: Path) -> None:
    ran = hooks.run(repository, "--all-files")

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.count("...Passed\n") == 2
    installed = list(hooks.home.glob("*/py_env-*/lib/python*/site-packages/generator/cli/main.py"))
    assert len(installed) == 1, "the hook runs what pre-commit installed, once for all hooks"


def test_a_broken_spec_stops_the_commit_with_the_place_and_the_fix(hooks: Hooks, repository: Path) -> None:
    change(repository / "specs" / "payments.yaml", "encryption:", "encrpytion:")
    git(repository, "add", "--all")

    ran = hooks.run(repository)

    assert ran.returncode == 1
    assert "adbkms validate..." in ran.stdout
    assert "on specs/payments.yaml:29:9" in ran.stdout
    assert 'Did you mean "encryption"?' in ran.stdout


def test_a_spec_that_was_not_rendered_stops_the_commit_and_is_rendered_by_the_other_hook(
    hooks: Hooks, repository: Path
) -> None:
    change(repository / "specs" / "payments.yaml", "db_name: ORDERS", "db_name: ORDERS\n        compute_count: 4")
    git(repository, "add", "--all")

    checked = hooks.run(repository)
    use(repository, hooks, WRITING)
    git(repository, "add", "--all")
    written = hooks.run(repository)
    git(repository, "add", "--all")
    again = hooks.run(repository)

    assert checked.returncode == 1
    assert "adbkms validate" in checked.stdout
    assert "changed   stacks/payments-prod/main.tf" in checked.stdout
    assert written.returncode == 1
    assert "files were modified by this hook" in written.stdout
    assert "wrote    stacks/payments-prod/main.tf" in written.stdout
    assert again.returncode == 0, again.stdout


def test_a_tree_that_was_edited_by_hand_stops_the_commit(hooks: Hooks, repository: Path) -> None:
    change(repository / "terraform" / "stacks" / "payments-prod" / "main.tf", '= "ORDERS"', '= "INVOICES"')
    git(repository, "add", "--all")

    ran = hooks.run(repository)

    assert ran.returncode == 1
    assert "stacks/payments-prod/main.tf" in ran.stdout


def test_a_commit_that_touches_neither_spec_nor_tree_runs_no_hook(hooks: Hooks, repository: Path) -> None:
    (repository / "notes.txt").write_text("Nothing of ours.\n", "utf-8")
    git(repository, "add", "--all")

    ran = hooks.run(repository)

    assert ran.returncode == 0
    assert ran.stdout.count("(no files to check)Skipped") == 2


def test_the_hooks_are_what_pre_commit_takes_for_hooks(hooks: Hooks) -> None:
    ran = hooks.pre_commit(CHECKOUT, "validate-manifest", ".pre-commit-hooks.yaml")

    assert (ran.returncode, ran.stdout) == (0, "")
