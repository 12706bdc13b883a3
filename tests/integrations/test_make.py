"""The rules for make: in a Makefile that includes them, with a real Terraform and two empty clouds."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.integrations.pipeline_machine import PipelineMachine
from tests.integrations.released import CHECKOUT
from tests.integrations.repository import change
from tests.integrations.two_stacks import CHANGED, SAME, TwoStacks

pytestmark = pytest.mark.xdist_group("make")

ROOT = Path("terraform", "stacks", CHANGED)


@pytest.fixture
def workspace(repository: TwoStacks, tmp_path: Path) -> Path:
    folder = repository.clone(tmp_path / "workspace")
    shutil.copy(CHECKOUT / "integrations" / "make" / "adbkms.mk", folder)
    (folder / "Makefile").write_text("include adbkms.mk\n", "utf-8")
    return folder


@pytest.fixture
def environment(machine: PipelineMachine, tmp_path: Path) -> dict[str, str]:
    environment = machine.with_home(tmp_path / "home")
    oci = tmp_path / "home" / ".oci"
    oci.mkdir()
    (oci / "config").write_text(machine.oci_config, "utf-8")
    (oci / "key.pem").write_text(machine.oci_key, "utf-8")
    (oci / "key.pem").chmod(0o600)
    (oci / "config").chmod(0o600)
    return environment


def make(folder: Path, environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_check_passes_until_the_spec_says_something_else_and_render_mends_it(
    workspace: Path, environment: dict[str, str]
) -> None:
    good = make(workspace, environment, "check")
    change(workspace / "specs" / "payments.yaml", "db_name: ORDERS", "db_name: ORDERS\n        compute_count: 4")
    stale = make(workspace, environment, "check")
    rendered = make(workspace, environment, "render")
    again = make(workspace, environment, "check")

    assert [good.returncode, stale.returncode, rendered.returncode, again.returncode] == [0, 2, 0, 0], stale.stdout
    assert f"changed   stacks/{CHANGED}/main.tf" in stale.stdout


def test_changed_names_the_stacks_and_their_difference(
    workspace: Path, environment: dict[str, str], repository: TwoStacks
) -> None:
    ran = make(workspace, environment, "changed", f"BASE={repository.base}")

    assert ran.returncode == 0, ran.stdout
    assert f"stacks/{CHANGED}" in ran.stdout
    assert f"stacks/{SAME}" not in ran.stdout


def test_a_stack_is_planned_judged_and_applied(workspace: Path, environment: dict[str, str]) -> None:
    planned = make(workspace, environment, f"plan-{CHANGED}")
    plan = workspace / ROOT / "plan.tfplan"
    mode = plan.stat().st_mode & 0o777
    left = sorted(path.name for path in (workspace / ROOT).iterdir() if path.suffix in (".json", ".tfplan"))
    applied = make(workspace, environment, f"apply-{CHANGED}")

    assert planned.returncode == 0, planned.stdout
    assert "Fine: 4 changes" in planned.stdout
    assert (mode, left) == (0o600, ["plan.tfplan"])
    assert applied.returncode == 0, applied.stdout
    assert "Resources: 4 added, 0 changed, 0 destroyed" in applied.stdout
    assert not plan.exists()


def test_a_plan_that_the_guard_stops_cannot_be_applied(workspace: Path, environment: dict[str, str]) -> None:
    other = workspace / "specs-of-others"
    shutil.copytree(workspace / "specs", other)
    change(other / "payments.yaml", "111122223333", "444455556666")
    (workspace / ROOT / "plan.tfplan").write_text("an older plan", "utf-8")

    # The target without the check before it, as if the spec had changed in between.
    planned = make(workspace, environment, f"plan-{CHANGED}", "--assume-old=check", f"SPEC={other.name}")

    assert planned.returncode == 2
    assert "Stopped:" in planned.stdout
    assert not (workspace / ROOT / "plan.tfplan").exists()
    assert not (workspace / ROOT / "plan.json").exists()
