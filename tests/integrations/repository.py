"""A repository of somebody who uses adbkms: a spec in specs/, its tree in terraform/."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.integrations.released import CHECKOUT, commit, git

QUICKSTART = CHECKOUT / "examples" / "quickstart"
FLEET = CHECKOUT / "examples" / "fleet"


def quickstart(folder: Path) -> Path:
    """One stack with one database, all of it committed."""
    (folder / "specs").mkdir(parents=True)
    shutil.copy(QUICKSTART / "3-encrypt.yaml", folder / "specs" / "payments.yaml")
    shutil.copytree(QUICKSTART / "rendered" / "3-encrypt", folder / "terraform")
    return _committed(folder)


def fleet(folder: Path) -> Path:
    """Three stacks, all of it committed."""
    shutil.copytree(FLEET / "specs", folder / "specs")
    shutil.copytree(FLEET / "rendered" / "specs", folder / "terraform")
    return _committed(folder)


def _committed(folder: Path) -> Path:
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def change(file: Path, old: str, new: str) -> None:
    """Replace what stands in a file."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def render(folder: Path) -> None:
    """What the spec gives, in the tree."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "render", "specs", "--out", "terraform"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
