"""Atlantis: the projects, and the workflow's own commands, run as Atlantis runs them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.integrations.released import CHECKOUT, git_environment
from tests.integrations.repository import change, fleet, quickstart
from tests.terraform.terraform_core import write_python_command

pytestmark = pytest.mark.xdist_group("atlantis")

RECIPES = CHECKOUT / "integrations" / "atlantis"
SERVER = yaml.safe_load((RECIPES / "repos.yaml").read_text("utf-8"))
REPOSITORY = yaml.safe_load((RECIPES / "atlantis.yaml").read_text("utf-8"))
PLANS = CHECKOUT / "examples" / "plans"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A server with adbkms on its PATH."""
    commands = tmp_path_factory.mktemp("commands")
    write_python_command(commands / "adbkms", "-m", "generator", python_path=CHECKOUT)
    return git_environment() | {"PATH": os.pathsep.join([str(commands), os.environ["PATH"]])}


def commands(stage: str) -> list[str]:
    """The workflow's own commands; the other steps are Atlantis's."""
    return [step["run"] for step in SERVER["workflows"]["adbkms"][stage]["steps"] if isinstance(step, dict)]


def run(script: str, project: Path, environment: dict[str, str], **variables: str) -> subprocess.CompletedProcess[str]:
    """A `run` step: in the project's folder, by sh (https://www.runatlantis.io/docs/custom-workflows.html)."""
    return subprocess.run(
        ["sh", "-c", script],
        cwd=project,
        env={**environment, "PROJECT_NAME": project.name, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_nothing_is_planned_unless_the_tree_is_what_the_spec_gives(tmp_path: Path, environment: dict[str, str]) -> None:
    workspace = quickstart(tmp_path / "workspace")
    project = workspace / REPOSITORY["projects"][0]["dir"]
    check, _ = commands("plan")

    current = run(check, project, environment)
    change(workspace / "specs" / "payments.yaml", "db_name: ORDERS", "db_name: OTHER")
    stale = run(check, project, environment)

    assert SERVER["workflows"]["adbkms"]["plan"]["steps"].index({"run": check}) == 0
    assert (current.returncode, stale.returncode) == (0, 2), stale.stdout


@pytest.mark.parametrize(("plan", "code", "stays"), [("rotate", 0, True), ("replace", 2, False)])
def test_a_plan_that_the_guard_stops_does_not_stay_for_an_apply(
    tmp_path: Path, environment: dict[str, str], plan: str, code: int, stays: bool
) -> None:
    workspace = quickstart(tmp_path / "workspace")
    change(workspace / "specs" / "payments.yaml", "    keys:\n", "    keys:\n      ADBS_TestAWSKMSKey_2: {}\n")
    shown = Path(shutil.copy(PLANS / f"{plan}.json", tmp_path / "shown.json"))
    planned = tmp_path / "payments-prod.tfplan"
    planned.write_text("what Terraform has planned", "utf-8")
    _, judge = commands("plan")

    project = workspace / REPOSITORY["projects"][0]["dir"]
    ran = run(judge, project, environment, SHOWFILE=str(shown), PLANFILE=str(planned))

    assert ran.returncode == code, ran.stdout
    assert planned.exists() == stays
    assert not shown.exists()  # it holds the plan's secrets in plain text


def test_who_can_change_a_pull_request_cannot_change_the_workflow() -> None:
    (repo,) = SERVER["repos"]

    assert repo.get("allow_custom_workflows", False) is False
    assert repo["allowed_overrides"] == []
    assert repo["workflow"] == "adbkms"  # also of a project that names none
    assert {"approved", "mergeable", "undiverged"} == set(repo["apply_requirements"])
    assert "workflows" not in REPOSITORY
    assert [project for project in REPOSITORY["projects"] if "workflow" in project] == []


def test_before_an_apply_both_clouds_are_asked_about_this_stack() -> None:
    steps = SERVER["workflows"]["adbkms"]["apply"]["steps"]

    assert [step if isinstance(step, str) else "run" for step in steps] == ["run", "apply"]
    assert 'adbkms preflight specs --only "$PROJECT_NAME"' in commands("apply")[0]


def test_the_projects_of_every_stack_are_written_by_a_command(tmp_path: Path, environment: dict[str, str]) -> None:
    workspace = fleet(tmp_path / "workspace")
    jq = f"jq --arg out terraform --from-file '{RECIPES / 'projects.jq'}'"

    done = run(f"adbkms stacks terraform --format json | {jq}", workspace, environment)

    written = json.loads(done.stdout)
    assert [project["name"] for project in written["projects"]] == ["analytics-prod", "payments-prod", "payments-test"]
    assert all((workspace / project["dir"]).is_dir() for project in written["projects"])
    (shown,) = REPOSITORY["projects"]
    assert written["projects"][1] == shown
    assert {**written, "projects": [shown]} == REPOSITORY
