"""The unit for Terragrunt: its hooks are run as Terragrunt runs them. Terragrunt itself is not there to be asked."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hcl2
import pytest

from tests.integrations.pipeline_machine import PipelineMachine
from tests.integrations.released import CHECKOUT
from tests.integrations.repository import change
from tests.integrations.two_stacks import CHANGED, TwoStacks

pytestmark = pytest.mark.xdist_group("terragrunt")

UNIT = CHECKOUT / "integrations" / "terragrunt" / "terragrunt.hcl"


@dataclass(frozen=True)
class Unit:
    """A unit in live/STACK of a repository."""

    repository: Path
    stack: str

    @property
    def terraform(self) -> dict[str, Any]:
        """The block `terraform`, its locals filled in."""
        text = UNIT.read_text("utf-8")
        text = text.replace("${local.repository}", str(self.repository)).replace("${local.stack}", self.stack)
        block: dict[str, Any] = hcl2.loads(text)["terraform"][0]
        return block

    def hooks(self, kind: str, command: str) -> list[list[str]]:
        """What is executed before or after a command."""
        hooks = [hook for named in self.terraform[kind] for hook in named.values() if isinstance(hook, dict)]
        return [
            [unquoted(word) for word in hook["execute"]] for hook in hooks if command in map(unquoted, hook["commands"])
        ]


def unquoted(text: str) -> str:
    """A string of HCL, as python-hcl2 gives it: with its quotes and escapes."""
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if text.startswith('"') else text


def run(command: list[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.fixture
def unit(repository: TwoStacks, tmp_path: Path) -> Unit:
    return Unit(repository.clone(tmp_path / "workspace"), CHANGED)


@pytest.fixture
def working_folder(unit: Unit, tmp_path: Path) -> Path:
    """What Terragrunt makes of `source`: a copy of all before the two slashes; it works in what is behind them."""
    tree, _, inside = unquoted(unit.terraform["source"]).rpartition("//")
    shutil.copytree(tree, tmp_path / "cache")
    return tmp_path / "cache" / inside


@pytest.fixture
def environment(machine: PipelineMachine, tmp_path: Path) -> dict[str, str]:
    return machine.with_home(tmp_path / "home")


def test_nothing_is_planned_unless_the_tree_is_what_the_spec_gives(
    unit: Unit, working_folder: Path, environment: dict[str, str]
) -> None:
    (hook,) = unit.hooks("before_hook", "plan")

    current = run(hook, working_folder, environment)
    change(unit.repository / "specs" / "payments.yaml", "db_name: ORDERS", "db_name: OTHER")
    stale = run(hook, working_folder, environment)

    assert current.returncode == 0, current.stdout
    assert stale.returncode == 2


def test_a_plan_is_judged_and_only_then_gets_the_name_that_is_applied(
    unit: Unit, working_folder: Path, environment: dict[str, str]
) -> None:
    (extra,) = [one['"plan_file"'] for one in unit.terraform["extra_arguments"]]
    (hook,) = unit.hooks("after_hook", "plan")
    assert run(["terraform", "init", "-input=false"], working_folder, environment).returncode == 0
    planned = run(["terraform", "plan", *map(unquoted, extra["arguments"])], working_folder, environment)
    assert planned.returncode == 0, planned.stdout

    specs = unit.repository / "specs" / "payments.yaml"
    change(specs, "111122223333", "444455556666")
    stopped = run(hook, working_folder, environment)
    left = sorted(path.name for path in working_folder.glob("*plan*"))
    change(specs, "444455556666", "111122223333")
    passed = run(hook, working_folder, environment)

    assert stopped.returncode == 2, stopped.stdout
    assert left == ["unjudged.tfplan"]
    assert passed.returncode == 0, passed.stdout
    assert sorted(path.name for path in working_folder.glob("*plan*")) == ["judged.tfplan"]


def test_before_an_apply_both_clouds_are_asked_about_this_stack(unit: Unit) -> None:
    (hook,) = unit.hooks("before_hook", "apply")

    assert hook == ["adbkms", "preflight", f"{unit.repository}/specs", "--only", CHANGED]
