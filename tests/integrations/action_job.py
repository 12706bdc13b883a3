"""Jobs that use the GitHub action on a repository with a spec and its tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.integrations.composite_action import Ran, Runner
from tests.integrations.github_api import TOKEN
from tests.integrations.released import commit
from tests.integrations.repository import render

SPEC = "specs/payments.yaml"


@dataclass
class Job:
    """`base` is the commit that a pull request is to be merged into, the head is what is in the workspace. `installed`
    is how the action was installed; that is done once for all jobs."""

    runner: Runner
    base: str
    installed: Ran

    @property
    def workspace(self) -> Path:
        return self.runner.workspace

    def push(self, cores: int) -> None:
        """Commits the spec with another number of cores, and what it gives."""
        spec = self.workspace / SPEC
        text = re.sub(r"\n        compute_count: \d+", "", spec.read_text("utf-8"))
        spec.write_text(text.replace("db_name: ORDERS", f"db_name: ORDERS\n        compute_count: {cores}"), "utf-8")
        render(self.workspace)
        commit(self.workspace)

    def pull_request(self, **inputs: str) -> Ran:
        context = {"event": {"pull_request": {"number": 7, "base": {"sha": self.base}}}}
        return self.run(context, **inputs)

    def run(self, context: dict[str, Any], **inputs: str) -> Ran:
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        return self.runner.run(given, {"repository": "example/infra", "token": TOKEN, **context})
