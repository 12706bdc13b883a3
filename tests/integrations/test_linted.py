"""The files that people copy, as the linters of their formats see them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integrations.released import CHECKOUT, commit, git

RECIPES = CHECKOUT / "integrations"
WORKFLOWS = sorted((RECIPES / "github" / "workflows").glob("*.yml"))
SCRIPTS = sorted(RECIPES.rglob("*.sh"))
SCHEMAS = [
    *(("vendor.github-actions", path) for path in [CHECKOUT / "action.yml"]),
    *(("vendor.github-workflows", path) for path in WORKFLOWS),
    *(("vendor.gitlab-ci", path) for path in sorted((RECIPES / "gitlab").glob("*.yml"))),
]


def tool(name: str) -> str:
    """A program of the environment that runs the tests, or of the PATH."""
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert found, f"{name} is not there: run `make setup`"
    return found


def complaints(*command: str | Path, cwd: Path = CHECKOUT) -> str:
    """What a linter says that is not content."""
    env = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr or f"ended with {done.returncode}"


@pytest.mark.parametrize(("schema", "path"), SCHEMAS, ids=lambda value: getattr(value, "name", value))
def test_a_file_is_valid_against_the_schema_of_its_format(schema: str, path: Path) -> None:
    assert complaints(tool("check-jsonschema"), "--builtin-schema", schema, path) == ""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_shellcheck_is_content_with_a_script(script: Path) -> None:
    assert complaints(tool("shellcheck"), script) == ""


def test_the_linter_of_workflows_and_actions_is_content(tmp_path: Path) -> None:
    """jactionlint, a fork of actionlint that looks at composite actions too; scripts inside go through shellcheck."""
    shutil.copytree(CHECKOUT / "integrations", tmp_path / "integrations")
    shutil.copy(CHECKOUT / "action.yml", tmp_path)
    workflows = tmp_path / ".github" / "workflows"
    shutil.copytree(RECIPES / "github" / "workflows", workflows)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)

    assert complaints(tool("jactionlint"), cwd=tmp_path) == ""


def test_the_linter_of_workflows_would_find_an_input_in_a_script(tmp_path: Path) -> None:
    action = (CHECKOUT / "action.yml").read_text("utf-8")
    (tmp_path / "action.yml").write_text(
        action.replace('run: bash "$', 'run: echo ${{ inputs.spec }}; bash "$'), "utf-8"
    )
    git(tmp_path, "init", "--quiet")

    assert "inputs.spec" in complaints(tool("jactionlint"), cwd=tmp_path)


def test_hadolint_is_content_with_the_container_file() -> None:
    assert complaints(tool("hadolint"), RECIPES / "container" / "Containerfile") == ""


@pytest.mark.parametrize("workflow", [CHECKOUT / "action.yml", *WORKFLOWS], ids=lambda path: path.name)
def test_an_action_is_pinned_by_its_full_commit_hash(workflow: Path) -> None:
    used = re.findall(r"uses: (?!\./)(\S+)(.*)", workflow.read_text("utf-8"))

    pinned = [name for name, rest in used if re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name) and " # v" in rest]
    assert pinned == [name for name, _ in used]
