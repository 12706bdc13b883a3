"""HCP Terraform: the state there by the spec, and the run task that judges every plan."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.http_stand_in import Answer, Request, answering
from tests.integrations.released import CHECKOUT
from tests.integrations.repository import QUICKSTART, change, render
from tests.terraform.terraform_core import write_python_command

pytestmark = pytest.mark.xdist_group("hcp-terraform")

RECIPES = CHECKOUT / "integrations" / "hcp-terraform"
KEY, TOKEN = "the-key-of-the-run-task", "the-token-of-this-run"


@dataclass
class Hcp:
    """HCP Terraform as a run task sees it: a plan to be fetched, behind a redirect to a storage of another host, and a
    place for the result. `tokens` are those that each path has seen."""

    plan: Any
    results: list[dict[str, Any]] = field(default_factory=list)
    tokens: dict[str, str | None] = field(default_factory=dict)
    url: str = ""

    def answer(self, request: Request) -> Answer:
        self.tokens[request.path] = request.headers.get("authorization")
        if request.method == "GET" and request.path == "/api/v2/plans/plan-1/json-output":
            archive = self.url.replace("127.0.0.1", "localhost")
            return Answer(307, {}, {"Location": f"{archive}/archive/plan-1"})
        if request.method == "GET" and request.path == "/archive/plan-1" and self.plan is not None:
            return Answer(200, self.plan)
        if request.method == "PATCH" and request.path == "/api/v2/task-results/result-1/callback":
            assert request.headers["content-type"] == "application/vnd.api+json"
            self.results.append(json.loads(request.body)["data"])
            return Answer(200, {})
        return Answer(404, {})

    def result(self) -> dict[str, Any]:
        """What the run task says in the end."""
        deadline = time.monotonic() + 60
        while not self.results and time.monotonic() < deadline:
            time.sleep(0.05)
        (result,) = self.results
        assert result["type"] == "task-results"
        attributes: dict[str, Any] = result["attributes"]
        return attributes

    def run(self, stage: str = "post_plan") -> dict[str, Any]:
        """What HCP sends (https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration)."""
        return {
            "payload_version": 1,
            "stage": stage,
            "access_token": TOKEN,
            "plan_json_api_url": f"{self.url}/api/v2/plans/plan-1/json-output",
            "task_result_callback_url": f"{self.url}/api/v2/task-results/result-1/callback",
        }


@contextmanager
def running_hcp(plan: str | None) -> Iterator[Hcp]:
    example = CHECKOUT / "examples" / "plans" / f"{plan}.json"
    hcp = Hcp(json.loads(example.read_text("utf-8")) if plan else None)
    with answering(hcp.answer) as hcp.url:
        yield hcp


@pytest.fixture(scope="module")
def run_task(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The run task's address."""
    commands = tmp_path_factory.mktemp("commands")
    write_python_command(commands / "adbkms", "-m", "generator", python_path=CHECKOUT)
    environment = os.environ | {
        "PATH": os.pathsep.join([str(commands), os.environ["PATH"]]),
        "RUN_TASK_HMAC_KEY": KEY,
    }
    command = [sys.executable, str(RECIPES / "run_task.py"), "0"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


def send(address: str, run: dict[str, Any], key: str = KEY) -> int:
    """The status that the run task answers with."""
    body = json.dumps(run).encode()
    signature = hmac.new(key.encode(), body, hashlib.sha512).hexdigest()
    request = urllib.request.Request(address, data=body, headers={"X-TFC-Task-Signature": signature})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def test_a_plan_that_the_guard_lets_pass_passes(run_task: str) -> None:
    with running_hcp("rotate") as hcp:
        assert send(run_task, hcp.run()) == 200

        assert hcp.result() == {"status": "passed", "message": "The guard lets the plan pass."}


def test_a_plan_that_the_guard_stops_fails_and_says_why(run_task: str) -> None:
    with running_hcp("replace") as hcp:
        assert send(run_task, hcp.run()) == 200

        result = hcp.result()
    assert result["status"] == "failed"
    assert result["message"].startswith("The guard stops the plan: The database would be replaced")
    assert "oci_database_autonomous_database.orders" in result["message"]
    assert len(result["message"]) <= 500


def test_the_token_is_for_hcp_and_not_for_the_storage_of_the_plan(run_task: str) -> None:
    with running_hcp("rotate") as hcp:
        send(run_task, hcp.run())
        hcp.result()

    assert hcp.tokens == {
        "/api/v2/plans/plan-1/json-output": f"Bearer {TOKEN}",
        "/archive/plan-1": None,
        "/api/v2/task-results/result-1/callback": f"Bearer {TOKEN}",
    }


def test_a_plan_that_cannot_be_had_does_not_pass(run_task: str) -> None:
    with running_hcp(None) as hcp:
        send(run_task, hcp.run())

        assert hcp.result() == {"status": "failed", "message": "The plan could not be judged: HTTPError."}


def test_a_plan_that_is_none_does_not_pass(run_task: str) -> None:
    with running_hcp("rotate") as hcp:
        hcp.plan = ["no plan"]
        send(run_task, hcp.run())

        assert hcp.result() == {"status": "failed", "message": "The guard could not judge the plan."}


def test_a_request_that_hcp_has_not_signed_is_refused(run_task: str) -> None:
    with running_hcp("replace") as hcp:
        assert send(run_task, hcp.run(), key="another key") == 401
        time.sleep(0.2)
    assert hcp.tokens == {}


def test_the_test_that_hcp_makes_at_first_is_answered(run_task: str) -> None:
    with running_hcp("rotate") as hcp:
        assert send(run_task, hcp.run(stage="test")) == 200
        time.sleep(0.2)
    assert hcp.tokens == {}


def test_the_state_of_a_stack_is_in_its_workspace(tmp_path: Path) -> None:
    specs = tmp_path / "specs"
    specs.mkdir()
    shutil.copy(RECIPES / "defaults.yaml", specs)
    shutil.copy(QUICKSTART / "3-encrypt.yaml", specs / "payments.yaml")
    workspace = "    backend: {config: {workspaces: {name: payments-prod}}}\n    keys:\n"
    assert workspace.strip().partition("\n")[0] in (RECIPES / "defaults.yaml").read_text("utf-8")
    change(specs / "payments.yaml", "    keys:\n", workspace)

    render(tmp_path)

    backend = (tmp_path / "terraform" / "stacks" / "payments-prod" / "backend.tf").read_text("utf-8")
    assert 'backend "remote" {' in backend
    assert 'organization = "example"' in backend
    assert 'workspaces {\n      name = "payments-prod"\n    }' in backend
