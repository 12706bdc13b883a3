"""A composite action's steps, run as GitHub's runner runs them.

https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#runsstepsrun
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.integrations.workflow_expressions import evaluated, filled_in


@dataclass(frozen=True)
class Ran:
    """How the action ended: `log` is what stands in the job's log, `outputs` are the action's."""

    succeeded: bool
    log: str
    summary: str
    outputs: Mapping[str, str]
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Runner:
    """A runner: `workspace` is the repository's checkout, `temp` is emptied after the job, `action` is the action's own
    checkout. `variables` is what else is in the environment of every step. `path` is what earlier steps of the job have
    put on the PATH, and `done` are steps that they have done already."""

    workspace: Path
    temp: Path
    action: Path
    variables: Mapping[str, str]
    path: tuple[Path, ...] = ()
    done: frozenset[str] = frozenset()

    def run(self, inputs: Mapping[str, str], github: Mapping[str, Any]) -> Ran:
        """Runs the action in a job. `github` is the context of that name."""
        metadata = yaml.safe_load((self.action / "action.yml").read_text("utf-8"))
        unknown = inputs.keys() - metadata["inputs"].keys()
        assert not unknown, f"no such input: {unknown}"
        contexts: dict[str, Any] = {"github": github, "steps": {}}
        contexts["inputs"] = {
            name: inputs.get(name, filled_in(str(declared.get("default", "")), contexts))
            for name, declared in metadata["inputs"].items()
        }
        failed, log, summary, steps = False, "", "", []
        path = os.pathsep.join([*map(str, self.path), os.environ["PATH"]])
        for number, step in enumerate(metadata["runs"]["steps"]):
            if step["name"] in self.done or not self._is_wanted(step, contexts, failed):
                continue
            files = {name: self.temp / f"{name}-{number}" for name in ("OUTPUT", "STEP_SUMMARY", "PATH")}
            for file in files.values():
                file.write_text("", "utf-8")
            done = self._step(step, contexts, files, path)
            failed |= done.returncode != 0
            log += done.stdout
            summary += files["STEP_SUMMARY"].read_text("utf-8")
            steps.append(step["name"])
            path = os.pathsep.join([*reversed(files["PATH"].read_text("utf-8").splitlines()), path])
            if "id" in step:
                contexts["steps"][step["id"]] = {"outputs": read_outputs(files["OUTPUT"])}
        outputs = {name: filled_in(one["value"], contexts) for name, one in metadata["outputs"].items()}
        return Ran(not failed, log, summary, outputs, tuple(steps))

    def _is_wanted(self, step: Mapping[str, Any], contexts: Mapping[str, Any], failed: bool) -> bool:
        condition = str(step.get("if", "success()")).removeprefix("${{").removesuffix("}}")
        asks_for_status = any(f"{name}()" in condition for name in ("success", "failure", "always", "cancelled"))
        wanted = evaluated(condition, contexts, success=lambda: not failed, cancelled=lambda: False)
        return bool(wanted) and (asks_for_status or not failed)

    def _step(
        self, step: Mapping[str, Any], contexts: Mapping[str, Any], files: Mapping[str, Path], path: str
    ) -> subprocess.CompletedProcess[str]:
        assert step["shell"] == "bash"
        script = self.temp / "script.sh"
        script.write_text(filled_in(step["run"], contexts), "utf-8")
        env = {
            **os.environ,
            **self.variables,
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_REPOSITORY": str(contexts["github"].get("repository", "")),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
            "PATH": path,
            **{f"GITHUB_{name}": str(file) for name, file in files.items()},
            **{name: filled_in(str(value), contexts) for name, value in step.get("env", {}).items()},
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=self.workspace / filled_in(step.get("working-directory", "."), contexts),
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def read_outputs(file: Path) -> dict[str, str]:
    """A step's outputs: lines `NAME=VALUE`, or `NAME<<DELIMITER`, lines, `DELIMITER`."""
    outputs = {}
    lines = iter(file.read_text("utf-8").splitlines())
    for line in lines:
        name, is_simple, value = line.partition("=")
        if "<<" in name or not is_simple:
            name, _, delimiter = line.partition("<<")
            value = "\n".join(iter(lambda: next(lines), delimiter))
        outputs[name] = value
    return outputs
