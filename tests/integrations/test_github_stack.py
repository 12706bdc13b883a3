"""What the GitHub workflow of a stack does with a plan that somebody wrote, and where its secrets come from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.integrations.released import CHECKOUT
from tests.integrations.workflow_job import JobRan, run_job

WORKFLOWS = CHECKOUT / "integrations" / "github" / "workflows"
STACK_WORKFLOW = WORKFLOWS / "adbkms-stack.yml"
HOSTILE = "~~~~~~\n```\n\n# Approved\n\n[log on](https://x.example)\r![](https://x.example/i.png)\n\n<b>fine</b>\n"


def plan_job(tmp_path: Path, shown: str, secrets: dict[str, str]) -> JobRan:
    """The job `plan` with a Terraform that shows this plan. There is no adbkms, so nobody judges it."""
    (tmp_path / "workspace" / ".git").mkdir(parents=True)
    (tmp_path / "home").mkdir()
    (tmp_path / "plan.txt").write_bytes(shown.encode())
    (commands := tmp_path / "commands").mkdir()
    terraform = commands / "terraform"
    terraform.write_text(f"""#!/bin/sh\ncase "$2" in show) cat '{tmp_path}/plan.txt' ;; esac\n""", "utf-8")
    terraform.chmod(0o755)
    environment = {"PATH": f"{commands}:{os.defpath}", "HOME": str(tmp_path / "home")}
    contexts = {"inputs": {"stack": "payments-prod", "databases": "[]"}, "secrets": secrets}
    return run_job(STACK_WORKFLOW, "plan", tmp_path / "workspace", contexts, environment, tmp_path)


def test_whatever_a_plan_says_is_code_in_the_summary(tmp_path: Path) -> None:
    ran = plan_job(tmp_path, HOSTILE, {"OCI_CONFIG": "[DEFAULT]", "OCI_KEY": "a key"})

    assert ran.failed == "Judge the plan"
    (block,) = MarkdownIt().parse(ran.summary)
    assert block.type == "code_block"
    assert block.content == HOSTILE.replace("\r", " ")


@pytest.mark.parametrize("missing", ["OCI_CONFIG", "OCI_KEY"])
def test_a_secret_that_the_environment_does_not_have_is_named(tmp_path: Path, missing: str) -> None:
    ran = plan_job(tmp_path, "", {"OCI_CONFIG": "[DEFAULT]", "OCI_KEY": "a key"} | {missing: ""})

    assert ran.failed == "Credentials for OCI"
    assert f"{missing}: is to be" in ran.log["Credentials for OCI"]
    assert not (tmp_path / "home" / ".oci").exists()


def test_secrets_are_those_of_the_environments_of_the_jobs() -> None:
    """What the caller names, the called job has from its environment; the caller itself need not have it."""
    called = yaml.safe_load(STACK_WORKFLOW.read_text("utf-8"))
    caller = yaml.safe_load((WORKFLOWS / "adbkms-deploy.yml").read_text("utf-8"))["jobs"]["stack"]
    declared = called[True]["workflow_call"]["secrets"]  # `on` is a boolean in YAML 1.1

    assert {name: job["environment"] for name, job in called["jobs"].items()} == {"plan": "plan", "apply": "production"}
    assert caller["secrets"] == {name: f"${{{{ secrets.{name} }}}}" for name in declared}
    assert not any(one["required"] for one in declared.values())
