"""Which of the alternatives are there, in which version. `make bench-alternatives` installs them into build/bench."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib import metadata
from pathlib import Path

from bench import names

_FOLDER = Path(__file__).resolve().parents[2] / "build/bench"
_NODE_MODULES = _FOLDER / "node_modules"


def copier_python() -> Path | None:
    """The Python of copier's environment."""
    python = _FOLDER / "copier/bin/python"
    return python if python.is_file() else None


def node() -> str | None:
    """The JavaScript engine, if cdktf is there too."""
    return shutil.which("node") if (_NODE_MODULES / "cdktf").is_dir() else None


def node_environment() -> dict[str, str]:
    """Where a program finds cdktf."""
    return {"NODE_PATH": str(_NODE_MODULES)}


def terraform() -> str | None:
    """Terraform on the PATH."""
    return shutil.which("terraform")


def versions() -> list[str]:
    """Of those that are there."""
    found = [f"pygohcl {metadata.version('pygohcl')}"]
    if python := copier_python():
        script = "from importlib import metadata; print('copier', metadata.version('copier'))"
        found.append(_said(str(python), "-c", script))
    if executable := node():
        package = json.loads((_NODE_MODULES / "cdktf/package.json").read_text("utf-8"))
        found.append(f"cdktf {package['version']} on Node.js {_said(executable, '--version').removeprefix('v')}")
    if executable := terraform():
        found.append(_said(executable, "version").splitlines()[0].replace(" v", " "))
    return found


def left_out() -> dict[str, str]:
    """Why something is not measured, by its name."""
    missing = {
        names.COPIER: None if copier_python() else "not installed (`make bench-alternatives`)",
        names.CDKTF: None if node() else "not installed (`make bench-alternatives`, which needs npm)",
        names.TERRAFORM_FMT: None if terraform() else "no `terraform` on the PATH",
    }
    return {name: why for name, why in missing.items() if why}


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
