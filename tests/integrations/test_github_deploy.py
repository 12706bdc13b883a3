"""The GitHub workflows that plan and apply, stack by stack, with a real Terraform and two empty clouds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.integrations.pipeline_machine import PipelineMachine
from tests.integrations.released import CHECKOUT
from tests.integrations.repository import change
from tests.integrations.two_stacks import CHANGED, TwoStacks
from tests.integrations.workflow_job import JobRan, run_job

pytestmark = pytest.mark.xdist_group("github-deploy")

WORKFLOWS = CHECKOUT / "integrations" / "github" / "workflows"
STACK_WORKFLOW = WORKFLOWS / "adbkms-stack.yml"


@dataclass(frozen=True)
class Deployed:
    """The two jobs, each on a machine of its own, and the files that went from the one to the other."""

    planned: JobRan
    applied: JobRan
    workspaces: tuple[Path, Path]
    artifact: bytes


@pytest.fixture(scope="module")
def deployed(machine: PipelineMachine, repository: TwoStacks, tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    folder = tmp_path_factory.mktemp("deployed")
    (artifacts := folder / "artifacts").mkdir()
    contexts = {
        "inputs": {"stack": CHANGED, "databases": '["orders"]'},
        "secrets": {"OCI_CONFIG": machine.oci_config, "OCI_KEY": machine.oci_key, "PLAN_PASSPHRASE": "a pass phrase"},
    }
    workspaces = repository.clone(folder / "plan"), repository.clone(folder / "apply")
    ran = [
        run_job(STACK_WORKFLOW, job, workspace, contexts, machine.with_home(folder / f"home-{job}"), artifacts)
        for job, workspace in zip(("plan", "apply"), workspaces, strict=True)
    ]
    return Deployed(ran[0], ran[1], workspaces, (artifacts / f"plan-{CHANGED}" / "plan.tar.enc").read_bytes())


def test_the_plan_is_judged_and_both_clouds_are_asked(deployed: Deployed) -> None:
    assert deployed.planned.failed is None, deployed.planned.log
    assert list(deployed.planned.log) == [
        "Credentials for OCI",
        "Plan",
        "Judge the plan",
        "Ask both clouds whether the apply will work",
        "Encrypt the plan",
    ]
    assert deployed.planned.log["Judge the plan"].startswith("Fine: 4 changes")


def test_the_summary_shows_the_plan_without_its_secrets(deployed: Deployed) -> None:
    assert "Plan: 4 to add, 0 to change, 0 to destroy." in deployed.planned.summary
    assert "(sensitive value)" in deployed.planned.summary
    assert "Not-a-secret-1" not in deployed.planned.summary


def test_the_plan_is_encrypted_on_its_way(deployed: Deployed) -> None:
    assert deployed.artifact.startswith(b"Salted__")
    assert b"tfplan" not in deployed.artifact


def test_the_other_job_applies_that_plan_and_looks_at_the_database(deployed: Deployed) -> None:
    assert deployed.applied.failed is None, deployed.applied.log
    assert "Resources: 4 added, 0 changed, 0 destroyed" in deployed.applied.log["Apply the plan that was judged"]
    looked = deployed.applied.log["See that the databases come to use their keys"]
    assert f"{CHANGED}/orders" in looked
    assert "::warning::Something is not known yet." in looked  # the database's OCID is not in the spec


def test_a_plan_that_the_guard_stops_goes_nowhere(
    machine: PipelineMachine, repository: TwoStacks, tmp_path: Path
) -> None:
    workspace = repository.clone(tmp_path / "plan")
    change(workspace / "specs" / "payments.yaml", "111122223333", "444455556666")
    secrets = {"OCI_CONFIG": machine.oci_config, "OCI_KEY": machine.oci_key, "PLAN_PASSPHRASE": "a pass phrase"}
    contexts = {"inputs": {"stack": CHANGED, "databases": "[]"}, "secrets": secrets}

    ran = run_job(STACK_WORKFLOW, "plan", workspace, contexts, machine.with_home(tmp_path / "home"), tmp_path)

    assert ran.failed == "Judge the plan", ran.log
    assert "::error" in ran.log["Judge the plan"]
    assert not (workspace / "plan.tar.enc").exists()


def test_the_apply_waits_for_an_environment_and_for_the_stacks_other_runs() -> None:
    jobs = yaml.safe_load(STACK_WORKFLOW.read_text("utf-8"))["jobs"]

    assert jobs["apply"]["needs"] == "plan"
    assert jobs["apply"]["environment"] == "production"
    assert {job["concurrency"]["group"] for job in jobs.values()} == {"adbkms-${{ inputs.stack }}"}
    assert all(job["concurrency"]["cancel-in-progress"] is False for job in jobs.values())
    assert all(job["permissions"] == {"contents": "read", "id-token": "write"} for job in jobs.values())
