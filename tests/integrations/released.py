"""This project as somebody else's tools get it: a Git repository, installed by pip, without a package index."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
# What an installation and an integration need; not the tests.
RELEASED = (
    ".pre-commit-hooks.yaml",
    "LICENSE",
    "README.md",
    "action.yml",
    "generator",
    "integrations",
    "modules",
    "pyproject.toml",
    "templates",
)


def released(folder: Path) -> Path:
    """A Git repository with the checkout's files as they are now, in one commit."""
    for name in RELEASED:
        source, target = CHECKOUT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> str:
    """Git's answer. It reads no settings of the user's."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=git_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def commit(folder: Path, message: str = "as it is") -> str:
    """Commit everything in the folder; the commit's hash."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def git_environment() -> dict[str, str]:
    names = ("AUTHOR", "COMMITTER")
    who = {f"GIT_{name}_NAME": "Somebody" for name in names} | {
        f"GIT_{name}_EMAIL": "nobody@example.com" for name in names
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return inherited | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def offline_pip() -> dict[str, str]:
    """Variables with which pip installs the project in any environment, and asks no index.

    The packages of the environment that runs the tests are on PYTHONPATH, where pip finds each requirement satisfied,
    in the version that the lock says, and the build backend too. An editable install of this project is not found
    there: Python reads no `.pth` file in such a folder.
    """
    return {
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip's own negation: 0 means no isolation
        "PIP_NO_COMPILE": "1",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
