"""The scripts of GitLab's jobs, run as GitLab's runner runs them: all lines of a job in one shell."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.integrations.released import CHECKOUT

RECIPES = CHECKOUT / "integrations" / "gitlab"
PIPELINE = RECIPES / "adbkms.gitlab-ci.yml"
STACK_JOBS = RECIPES / "adbkms-stack.gitlab-ci.yml"


def job_of(pipeline: Path, name: str) -> dict[str, Any]:
    """A job with what it extends (https://docs.gitlab.com/ci/yaml/#extends): maps are merged, the rest is replaced."""
    text = yaml.safe_load(pipeline.read_text("utf-8"))
    job = dict(text[name])
    if "extends" in job:
        parent = job_of(pipeline, job.pop("extends"))
        variables = {**parent.get("variables", {}), **job.get("variables", {})}
        job = {**parent, **job, "variables": variables}
    return job


def run_gitlab_job(
    pipeline: Path, name: str, workspace: Path, environment: Mapping[str, str], **variables: str
) -> subprocess.CompletedProcess[str]:
    """Runs a job. `variables` are those that GitLab would set, or a person in its settings."""
    job = job_of(pipeline, name)
    script = "\n".join([*job.get("before_script", []), *job["script"]])
    declared = yaml.safe_load(PIPELINE.read_text("utf-8"))["variables"] | job.get("variables", {})
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=workspace,
        env={**environment, **declared, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
