"""GitLab's jobs for a stack: their scripts with a real Terraform and two empty clouds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.integrations.gitlab_pipeline import STACK_JOBS, job_of, run_gitlab_job
from tests.integrations.pipeline_machine import PipelineMachine
from tests.integrations.two_stacks import CHANGED, TwoStacks

pytestmark = pytest.mark.xdist_group("gitlab-deploy")


def test_a_stack_is_planned_judged_and_applied_by_two_jobs(
    machine: PipelineMachine, repository: TwoStacks, tmp_path: Path
) -> None:
    config, key = tmp_path / "config", tmp_path / "key"
    config.write_text(machine.oci_config, "utf-8")
    key.write_text(machine.oci_key, "utf-8")
    variables = {
        "STACK": CHANGED,
        "DATABASES": "orders",
        "OCI_CONFIG": str(config),
        "OCI_KEY": str(key),
        "PLAN_PASSPHRASE": "a pass phrase",
        "AWS_TOKEN": "a-token",
        "AWS_ROLE": "arn:aws:iam::111122223333:role/terraform",
    }
    here, there = repository.clone(tmp_path / "plan"), repository.clone(tmp_path / "apply")

    planned = run_gitlab_job(STACK_JOBS, ".plan", here, machine.with_home(tmp_path / "home-plan"), **variables)
    shutil.copy(here / "plan.tar.enc", there)
    applied = run_gitlab_job(STACK_JOBS, ".apply", there, machine.with_home(tmp_path / "home-apply"), **variables)

    assert planned.returncode == 0, planned.stdout
    assert "Fine: 4 changes (1 database, 1 key, 1 alias, 1 policy) judged." in planned.stdout
    assert applied.returncode == 0, applied.stdout
    assert "Resources: 4 added, 0 changed, 0 destroyed" in applied.stdout
    assert f"{CHANGED}/orders" in applied.stdout


def test_only_the_encrypted_plan_is_an_artifact() -> None:
    assert job_of(STACK_JOBS, ".plan")["artifacts"]["paths"] == ["plan.tar.enc"]


def test_an_apply_is_started_by_somebody_and_alone_for_its_stack() -> None:
    job = job_of(STACK_JOBS, ".apply")

    assert (job["when"], job["environment"]["name"]) == ("manual", "production/$STACK")
    assert job["resource_group"] == "adbkms-$STACK"
