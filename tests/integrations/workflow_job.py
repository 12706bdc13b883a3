"""The scripts of a job in a GitHub workflow, run in their order, as far as a runner of our own goes.

What other people's actions would do is the test's: the checkout is there, the tools are on the PATH, an artifact is a
file in a folder that two jobs share.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.integrations.workflow_expressions import filled_in


@dataclass(frozen=True)
class JobRan:
    """`failed` is the step that ended badly, the last one that was run then. `log` by the name of the step."""

    failed: str | None
    log: Mapping[str, str]
    summary: str


def run_job(
    workflow: Path,
    job: str,
    workspace: Path,
    contexts: Mapping[str, Any],
    environment: Mapping[str, str],
    artifacts: Path,
) -> JobRan:
    """Runs a job. `environment` is all that its steps see besides what the workflow gives them."""
    text = yaml.safe_load(workflow.read_text("utf-8"))
    steps = text["jobs"][job]["steps"]
    assert text["defaults"]["run"]["shell"] == "bash"
    summary = workspace / ".git" / "summary.md"
    summary.write_text("", "utf-8")
    log: dict[str, str] = {}
    for step in steps:
        name = step.get("name", step.get("uses", ""))
        action, given = step.get("uses", "").partition("@")[0], step.get("with", {})
        if action == "actions/upload-artifact":
            target = artifacts / filled_in(given["name"], contexts)
            target.mkdir()
            shutil.copy(workspace / given["path"], target)
        elif action == "actions/download-artifact":
            shutil.copytree(artifacts / filled_in(given["name"], contexts), workspace, dirs_exist_ok=True)
        if "run" not in step:
            continue
        variables = {**text["env"], **text["jobs"][job].get("env", {}), **step.get("env", {})}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", filled_in(step["run"], contexts)],
            cwd=workspace,
            env={
                **environment,
                **{name: filled_in(str(value), contexts) for name, value in variables.items()},
                "GITHUB_STEP_SUMMARY": str(summary),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        log[name] = done.stdout
        if done.returncode != 0:
            return JobRan(name, log, summary.read_text("utf-8"))
    return JobRan(None, log, summary.read_text("utf-8"))
