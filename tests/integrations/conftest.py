from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.integrations.action_job import Job
from tests.integrations.composite_action import Ran, Runner
from tests.integrations.github_api import GitHub, running_github
from tests.integrations.released import git, offline_pip, released
from tests.integrations.repository import quickstart
from tests.integrations.two_stacks import TwoStacks, two_stacks

if TYPE_CHECKING:
    from tests.integrations.pipeline_machine import PipelineMachine


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Runner, Ran]:
    """A runner on which the action has been installed."""
    folder = tmp_path_factory.mktemp("runner")
    action = released(tmp_path_factory.mktemp("action") / "adbkms")
    runner = Runner(folder, folder, action, offline_pip())
    ran = runner.run({"mode": "install"}, {})
    assert ran.succeeded, ran.log
    commands = folder / "adbkms" / "commands"
    return replace(runner, path=(commands,), done=frozenset({"Install adbkms"})), ran


@pytest.fixture
def github() -> Iterator[GitHub]:
    with running_github() as github:
        yield github


@pytest.fixture
def job(installed: tuple[Runner, Ran], github: GitHub, tmp_path: Path) -> Job:
    """A job for a pull request that changes nothing yet."""
    runner, ran = installed
    workspace = quickstart(tmp_path / "workspace")
    variables = {**runner.variables, "GITHUB_API_URL": github.url}
    job_runner = replace(runner, workspace=workspace, variables=variables)
    return Job(job_runner, git(workspace, "rev-parse", "HEAD"), ran)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PipelineMachine]:
    from tests.integrations.pipeline_machine import pipeline_machine

    with pipeline_machine(tmp_path_factory.mktemp("machine")) as machine:
        yield machine


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> TwoStacks:
    return two_stacks(tmp_path_factory.mktemp("two-stacks"))
