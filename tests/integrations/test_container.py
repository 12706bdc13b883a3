"""The container file: what builds the environment in it is run here, without an engine. The lock is complete."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from generator import __version__
from tests.integrations.released import CHECKOUT, offline_pip
from tests.packaging.test_locks import PINNED, PROJECT

pytestmark = pytest.mark.xdist_group("container")

CONTAINER = (CHECKOUT / "integrations" / "container" / "Containerfile").read_text("utf-8")
INSTRUCTIONS = [line.replace("\\\n", "") for line in re.findall(r"^[A-Z]+ (?:.*\\\n)*.*$", CONTAINER, re.M)]
LOCK = "integrations/requirements.lock"


def stage(name: str) -> list[str]:
    """The instructions of a stage of the build."""
    first = next(number for number, line in enumerate(INSTRUCTIONS) if line.endswith(f" AS {name}"))
    rest = INSTRUCTIONS[first + 1 :]
    return rest[: next(number for number, line in enumerate(rest) if line.startswith("FROM "))]


def offline() -> dict[str, str]:
    return os.environ | offline_pip() | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def test_the_build_installs_adbkms_from_what_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, environment = tmp_path / "src", tmp_path / "adbkms"
    source.mkdir()
    for line in stage("build"):
        kind, _, what = line.partition(" ")
        if kind == "COPY":
            *names, target = what.split()
            (source / target).mkdir(parents=True, exist_ok=True)
            for name in names:
                copied = f"{CHECKOUT / name}/." if (CHECKOUT / name).is_dir() else str(CHECKOUT / name)
                subprocess.run(["cp", "-R", copied, source / target], check=True)
        elif kind == "RUN":
            script = what.replace("/opt/adbkms", str(environment))
            done = subprocess.run(
                ["sh", "-c", script], cwd=source, env=offline(), capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr

    monkeypatch.setenv("PYTHONPATH", offline_pip()["PYTHONPATH"])
    version = subprocess.run([environment / "bin" / "adbkms", "--version"], capture_output=True, text=True, check=False)
    assert version.stdout == f"adbkms {__version__}\n"


def test_who_runs_it_is_not_root_and_a_pipeline_can_start_a_shell() -> None:
    final = INSTRUCTIONS[max(number for number, line in enumerate(INSTRUCTIONS) if line.startswith("FROM ")) :]

    assert [line for line in final if line.startswith("USER ")] == ["USER 10001"]
    assert [line for line in INSTRUCTIONS if line.startswith("ENTRYPOINT")] == []
    assert final[-1] == 'CMD ["adbkms", "--help"]'


def test_no_secret_is_asked_for_by_the_build() -> None:
    declared = re.findall(r"^(?:ARG|ENV) (\w+)", CONTAINER, re.M)

    assert declared == ["PYTHON_IMAGE", "TERRAFORM_IMAGE"]


def pins(lock: str) -> dict[str, str]:
    """The pins of a lock by package, with their hashes."""
    return {pin["name"]: pin[0] for pin in PINNED.finditer((CHECKOUT / lock).read_text("utf-8"))}


def test_the_lock_pins_what_the_projects_lock_pins() -> None:
    whole = pins("requirements.lock")

    different = [name for name, pin in pins(LOCK).items() if version(pin) != version(whole[name])]
    assert different == [], "run `make lock`"


def version(pin: str) -> str:
    return pin.split(" ", 1)[0].strip()


def test_the_lock_has_what_running_and_building_need_and_is_nothing_but_pins() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    rest = PINNED.sub("", (CHECKOUT / LOCK).read_text("utf-8"))

    assert {canonicalize_name(Requirement(text).name) for text in wanted} <= pins(LOCK).keys()
    assert [line for line in rest.splitlines() if not line.startswith("    #")] == []
