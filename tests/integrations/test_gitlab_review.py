"""GitLab's pipeline: the jobs of a merge request, and the child pipeline that a push makes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.gitlab_api import ME, TOKEN, GitLab, running_gitlab
from tests.integrations.gitlab_pipeline import PIPELINE, run_gitlab_job
from tests.integrations.released import CHECKOUT, commit, git, git_environment
from tests.integrations.repository import change, fleet, render
from tests.integrations.two_stacks import CHANGED, TwoStacks
from tests.terraform.terraform_core import write_python_command

pytestmark = pytest.mark.xdist_group("gitlab-review")

MARKER = "<!-- adbkms diff -->"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A machine with adbkms on its PATH."""
    commands = tmp_path_factory.mktemp("commands")
    write_python_command(commands / "adbkms", "-m", "generator", python_path=CHECKOUT)
    return git_environment() | {"PATH": os.pathsep.join([str(commands), os.environ["PATH"]])}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return fleet(tmp_path / "workspace")


@pytest.fixture
def gitlab() -> Iterator[GitLab]:
    with running_gitlab() as gitlab:
        yield gitlab


def review(
    workspace: Path, environment: dict[str, str], gitlab: GitLab, base: str, token: str = TOKEN
) -> subprocess.CompletedProcess[str]:
    """The job that shows the difference."""
    return run_gitlab_job(
        PIPELINE,
        "adbkms-diff",
        workspace,
        environment,
        CI_API_V4_URL=f"{gitlab.url}/api/v4",
        CI_PROJECT_ID="5",
        CI_MERGE_REQUEST_IID="7",
        CI_MERGE_REQUEST_DIFF_BASE_SHA=base,
        ADBKMS_GITLAB_TOKEN=token,
    )


def with_cores(workspace: Path, old: int, new: int) -> None:
    change(workspace / "specs" / "payments.yaml", f"compute_count: {old}\n", f"compute_count: {new}\n")
    render(workspace)
    commit(workspace)


def test_a_good_spec_passes_and_leaves_both_reports(workspace: Path, environment: dict[str, str]) -> None:
    ran = run_gitlab_job(PIPELINE, "adbkms-check", workspace, environment)

    assert ran.returncode == 0, ran.stdout
    assert json.loads((workspace / "gl-code-quality-report.json").read_text("utf-8")) == []
    assert ElementTree.parse(workspace / "adbkms-junit.xml").getroot().tag == "testsuites"


def test_a_broken_spec_fails_with_its_message_and_both_reports(workspace: Path, environment: dict[str, str]) -> None:
    change(workspace / "specs" / "analytics.yaml", "workload: LH", "workload: LAKE")

    ran = run_gitlab_job(PIPELINE, "adbkms-check", workspace, environment)

    assert ran.returncode == 1
    assert "on specs/analytics.yaml:" in ran.stdout
    (finding,) = json.loads((workspace / "gl-code-quality-report.json").read_text("utf-8"))
    assert finding["location"]["path"] == "specs/analytics.yaml"
    assert "<failure" in (workspace / "adbkms-junit.xml").read_text("utf-8")


def test_a_tree_that_is_not_what_the_spec_gives_fails(workspace: Path, environment: dict[str, str]) -> None:
    change(workspace / "specs" / "payments.yaml", "compute_count: 8\n", "compute_count: 12\n")

    ran = run_gitlab_job(PIPELINE, "adbkms-check", workspace, environment)

    assert ran.returncode == 2
    assert "changed   stacks/payments-prod/main.tf" in ran.stdout


def test_the_difference_is_one_note_that_is_written_anew(
    workspace: Path, environment: dict[str, str], gitlab: GitLab
) -> None:
    base = git(workspace, "rev-parse", "HEAD")
    gitlab.note(f"{MARKER}\nLooks fine to me.", ME + 1)
    with_cores(workspace, 8, 12)

    first = review(workspace, environment, gitlab, base)
    for number in range(120):
        gitlab.note(f"Note {number}", ME + 1)
    with_cores(workspace, 12, 16)
    second = review(workspace, environment, gitlab, base)

    assert (first.returncode, second.returncode) == (0, 0), first.stdout + second.stdout
    assert gitlab.notes[1]["body"] == f"{MARKER}\nLooks fine to me."
    (own,) = [note["body"] for note in gitlab.notes.values() if note["author"]["id"] == ME]
    assert own.startswith(MARKER)
    assert "compute_count: 8 → 16" in own
    assert [one.partition(" ")[0] for one in gitlab.requests if "GET" not in one] == ["POST", "PUT"]


def test_no_difference_begins_no_note(workspace: Path, environment: dict[str, str], gitlab: GitLab) -> None:
    ran = review(workspace, environment, gitlab, git(workspace, "rev-parse", "HEAD"))

    assert ran.returncode == 0, ran.stdout
    assert gitlab.notes == {}


def test_without_a_token_as_in_a_fork_there_is_no_note_and_the_job_passes(
    workspace: Path, environment: dict[str, str], gitlab: GitLab
) -> None:
    base = git(workspace, "rev-parse", "HEAD")
    with_cores(workspace, 8, 12)

    ran = review(workspace, environment, gitlab, base, token="")

    assert ran.returncode == 0, ran.stdout
    assert "No note: ADBKMS_GITLAB_TOKEN is empty here, as in a fork." in ran.stdout
    assert gitlab.requests == []
    assert "compute_count: 8 → 12" in (workspace / "adbkms-diff.md").read_text("utf-8")


def test_a_token_that_is_wrong_fails_the_job(workspace: Path, environment: dict[str, str], gitlab: GitLab) -> None:
    ran = review(workspace, environment, gitlab, git(workspace, "rev-parse", "HEAD"), token="glpat-of-yesterday")

    assert ran.returncode != 0
    assert "401" in ran.stdout


def test_a_file_of_others_is_in_the_note_and_the_check_that_is_suggested_refuses_it(
    workspace: Path, environment: dict[str, str], gitlab: GitLab
) -> None:
    base = git(workspace, "rev-parse", "HEAD")
    suggested = re.search(r"# .*: - (adbkms diff .*)", PIPELINE.read_text("utf-8"))
    assert suggested
    names = {"ADBKMS_SPEC": "specs", "ADBKMS_OUT": "terraform"}
    clean = subprocess.run(["bash", "-ec", suggested[1]], cwd=workspace, env=environment | names, check=False)
    evil = 'data "external" "evil" {\n  program = ["sh", "-c", "id"]\n}\n'
    (workspace / "terraform" / "stacks" / "payments-prod" / "evil.tf").write_text(evil, "utf-8")
    commit(workspace)

    checked = run_gitlab_job(PIPELINE, "adbkms-check", workspace, environment)
    review(workspace, environment, gitlab, base)
    refused = subprocess.run(["bash", "-ec", suggested[1]], cwd=workspace, env=environment | names, check=False)

    assert checked.returncode == 0, checked.stdout
    (note,) = gitlab.notes.values()
    assert "data.external.evil" in note["body"]
    assert (clean.returncode, refused.returncode) == (0, 2)


def test_a_base_without_a_tree_makes_all_new(workspace: Path, environment: dict[str, str], gitlab: GitLab) -> None:
    git(workspace, "rm", "--quiet", "-r", "terraform")
    base = commit(workspace)
    git(workspace, "checkout", "--quiet", "HEAD~1", "--", ".")
    commit(workspace)

    ran = review(workspace, environment, gitlab, base)

    assert ran.returncode == 0, ran.stdout
    (note,) = gitlab.notes.values()
    assert all(stack in note["body"] for stack in ("analytics-prod", "payments-prod", "payments-test"))


def test_a_base_that_is_not_there_fails_the_job(workspace: Path, environment: dict[str, str], gitlab: GitLab) -> None:
    ran = review(workspace, environment, gitlab, "f" * 40)

    assert ran.returncode != 0
    assert gitlab.requests == []


def child_pipeline(workspace: Path, environment: dict[str, str], before: str) -> dict[str, Any]:
    ran = run_gitlab_job(PIPELINE, "adbkms-stacks", workspace, environment, CI_COMMIT_BEFORE_SHA=before)
    assert ran.returncode == 0, ran.stdout
    schema = ["--builtin-schema", "vendor.gitlab-ci", str(workspace / "stacks.yml")]
    checked = subprocess.run([sys.executable, "-m", "check_jsonschema", *schema], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stdout
    pipeline: dict[str, Any] = json.loads((workspace / "stacks.yml").read_text("utf-8"))
    return pipeline


def test_a_push_makes_two_jobs_for_each_stack_that_it_has_changed(
    repository: TwoStacks, environment: dict[str, str], tmp_path: Path
) -> None:
    pipeline = child_pipeline(repository.clone(tmp_path / "workspace"), environment, repository.base)

    assert pipeline == {
        "include": [{"local": "/ci/adbkms-stack.gitlab-ci.yml"}],
        f"plan {CHANGED}": {"extends": ".plan", "variables": {"STACK": CHANGED}},
        f"apply {CHANGED}": {
            "extends": ".apply",
            "needs": [{"job": f"plan {CHANGED}", "artifacts": True}],
            "variables": {"STACK": CHANGED, "DATABASES": "orders"},
        },
    }


def test_a_pipeline_that_was_started_by_hand_takes_all_stacks(workspace: Path, environment: dict[str, str]) -> None:
    pipeline = child_pipeline(workspace, environment, "0" * 40)

    stacks = ("analytics-prod", "payments-prod", "payments-test")
    assert pipeline.keys() == {"include", *(f"{job} {stack}" for job in ("plan", "apply") for stack in stacks)}


def test_a_push_that_changes_no_stack_makes_a_pipeline_that_says_so(
    workspace: Path, environment: dict[str, str]
) -> None:
    pipeline = child_pipeline(workspace, environment, git(workspace, "rev-parse", "HEAD"))

    assert pipeline == {"nothing": {"script": ["echo No stack has changed."]}}
