"""The GitHub action, its steps run as a runner runs them, with GitHub's API on 127.0.0.1."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.integrations.action_job import SPEC, Job
from tests.integrations.github_api import BOT, TOKEN, GitHub
from tests.integrations.released import CHECKOUT, commit, git
from tests.integrations.repository import change, render

pytestmark = pytest.mark.xdist_group("action")

MAIN = "terraform/stacks/payments-prod/main.tf"
MORE_CORES = "db_name: ORDERS\n        compute_count: 4"
NO_STACKS = '{"include":[]}'
MARKER = "<!-- adbkms diff -->"


def test_a_pull_request_that_changes_nothing_passes_and_gets_no_comment(job: Job, github: GitHub) -> None:
    ran = job.pull_request()

    assert ran.succeeded, ran.log
    assert ran.outputs["difference"] == "false"
    assert ran.outputs["stacks"] == NO_STACKS
    assert ran.summary.startswith(MARKER)
    assert github.comments == {}


def test_a_broken_spec_is_annotated_where_it_is_broken(job: Job, github: GitHub) -> None:
    change(job.workspace / SPEC, "encryption:", "encrpytion:")

    ran = job.pull_request(sarif="findings.sarif")

    assert not ran.succeeded
    assert "::error file=specs/payments.yaml,line=29,col=9,endLine=29" in ran.log
    assert "::error title=adbkms::The spec has errors." in ran.log
    assert json.loads((job.workspace / "findings.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert github.requests == []


def test_a_tree_that_is_not_what_the_spec_gives_fails_the_job(job: Job) -> None:
    change(job.workspace / SPEC, "db_name: ORDERS", MORE_CORES)

    ran = job.pull_request()

    assert not ran.succeeded
    assert "changed   stacks/payments-prod/main.tf" in ran.log
    assert "::error title=adbkms::The committed tree is not what the spec gives." in ran.log


def test_mode_render_writes_the_tree(job: Job) -> None:
    change(job.workspace / SPEC, "db_name: ORDERS", MORE_CORES)

    ran = job.pull_request(mode="render")

    assert ran.succeeded, ran.log
    assert "compute_count            = 4" in (job.workspace / MAIN).read_text("utf-8")


def test_a_difference_is_in_the_summary_in_the_outputs_and_in_a_comment(job: Job, github: GitHub) -> None:
    job.push(cores=4)

    ran = job.pull_request()

    assert ran.succeeded, ran.log
    assert ran.outputs["difference"] == "true"
    (stack,) = json.loads(ran.outputs["stacks"])["include"]
    assert (stack["name"], stack["path"], stack["databases"]) == ("payments-prod", "stacks/payments-prod", ["orders"])
    assert "compute_count: 2 → 4" in ran.summary
    assert Path(ran.outputs["comment-file"]).read_text("utf-8") == ran.summary
    assert [(one["user"]["login"], one["body"]) for one in github.comments.values()] == [(BOT, ran.summary)]


def test_the_comment_is_written_anew_in_place(job: Job, github: GitHub) -> None:
    job.push(cores=4)
    job.pull_request()
    job.push(cores=8)

    ran = job.pull_request()

    assert ran.succeeded, ran.log
    (comment,) = github.comments.values()
    assert "compute_count: 2 → 8" in comment["body"]


def test_a_comment_says_so_when_the_difference_is_gone(job: Job, github: GitHub) -> None:
    job.push(cores=4)
    job.pull_request()
    job.push(cores=2)

    ran = job.pull_request()

    assert ran.outputs["difference"] == "false"
    (comment,) = github.comments.values()
    assert "Nothing changes" in comment["body"]


def test_somebody_elses_comment_is_left_alone_even_if_it_has_the_marker(job: Job, github: GitHub) -> None:
    for login in ("mallory", None):
        github.comment(f"{MARKER}\nLooks fine to me.", login)
    for number in range(150):
        github.comment(f"Comment {number}", "reviewer")
    job.push(cores=4)

    job.pull_request()
    job.pull_request()

    assert [one["body"] for one in github.comments.values() if one["body"].startswith(MARKER)][:2] == [
        f"{MARKER}\nLooks fine to me."
    ] * 2
    assert [request for request in github.requests if not request.startswith("GET")] == [
        "POST /repos/example/infra/issues/7/comments",
        "PATCH /repos/example/infra/issues/comments/153",
    ]


def test_a_fork_whose_token_may_not_write_does_not_fail_the_job(job: Job, github: GitHub) -> None:
    github.may_write = False
    job.push(cores=4)

    ran = job.pull_request()

    assert ran.succeeded, ran.log
    assert "::notice title=adbkms::No comment: this token may not write to pull requests." in ran.log
    assert "compute_count: 2 → 4" in ran.summary


@pytest.mark.parametrize(("answer", "inputs"), [("502", {}), ("401", {"token": "expired"})])
def test_any_other_refusal_of_the_api_fails_the_job_and_names_no_token(
    job: Job, github: GitHub, answer: str, inputs: dict[str, str]
) -> None:
    github.broken = answer == "502"
    job.push(cores=4)

    ran = job.pull_request(**inputs)

    assert not ran.succeeded
    assert f"::error title=adbkms::The comment could not be written: GitHub's API answered {answer}." in ran.log
    assert TOKEN not in ran.log
    assert "expired" not in ran.log


def test_no_comment_is_written_unless_it_is_wanted(job: Job, github: GitHub) -> None:
    job.push(cores=4)

    ran = job.pull_request(comment="false")

    assert ran.outputs["difference"] == "true"
    assert github.requests == []


def test_a_push_is_compared_with_what_was_there_before(job: Job, github: GitHub) -> None:
    job.push(cores=4)

    ran = job.run({"event": {"before": job.base}})

    assert "compute_count: 2 → 4" in ran.summary
    assert github.requests == []


@pytest.mark.parametrize("event", [{}, {"before": "0" * 40}])
def test_without_a_base_every_stack_counts(job: Job, event: dict[str, str]) -> None:
    ran = job.run({"event": event})

    assert ran.succeeded, ran.log
    assert [one["name"] for one in json.loads(ran.outputs["stacks"])["include"]] == ["payments-prod"]
    assert (ran.outputs["difference"], ran.outputs["comment-file"]) == ("true", "")


def test_a_base_without_a_tree_makes_every_stack_new(job: Job) -> None:
    git(job.workspace, "rm", "--quiet", "-r", "terraform")
    job.base = commit(job.workspace)
    git(job.workspace, "checkout", "--quiet", "HEAD~1", "--", ".")
    commit(job.workspace)

    ran = job.pull_request()

    assert ran.succeeded, ran.log
    (stack,) = json.loads(ran.outputs["stacks"])["include"]
    assert stack["change"] == "added"


def test_a_stack_that_is_gone_is_in_the_difference_but_not_in_the_matrix(job: Job) -> None:
    shutil.rmtree(job.workspace / "terraform")
    change(job.workspace / SPEC, "payments-prod:", "payments-next:")
    render(job.workspace)
    commit(job.workspace)

    ran = job.pull_request()

    assert "payments-prod" in ran.summary
    assert [one["name"] for one in json.loads(ran.outputs["stacks"])["include"]] == ["payments-next"]


def test_a_shallow_checkout_fetches_the_base(job: Job, tmp_path: Path) -> None:
    job.push(cores=4)
    origin = job.workspace
    git(origin, "config", "uploadpack.allowReachableSHA1InWant", "true")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", origin.as_uri(), str(shallow))
    job.runner = replace(job.runner, workspace=shallow)

    ran = job.pull_request()

    assert ran.succeeded, ran.log
    assert "compute_count: 2 → 4" in ran.summary


def test_mode_install_puts_the_command_on_the_path_and_nothing_else(job: Job) -> None:
    assert job.installed.steps == ("Install adbkms",)
    assert [path.name for path in (job.runner.temp / "adbkms" / "commands").iterdir()] == ["adbkms"]


def test_the_workflow_that_deploys_starts_nothing_for_no_stacks() -> None:
    workflow = CHECKOUT / "integrations" / "github" / "workflows" / "adbkms-deploy.yml"

    assert f"if: needs.stacks.outputs.matrix != '{NO_STACKS}'" in workflow.read_text("utf-8")
