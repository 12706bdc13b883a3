"""The command line as people and pipelines call it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

ROOT = Path(__file__).parents[2]
QUICKSTART = ROOT / "examples" / "quickstart"
ENCRYPT = QUICKSTART / "3-encrypt.yaml"
STACK = "stacks/payments-prod"


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, what it wrote to standard output (data) and to standard error (messages)."""

    code: int
    data: str
    messages: str


Run = Callable[..., Ended]


def on_one_line(ended: Ended) -> str:
    """What was said, however wide it was printed."""
    return " ".join(ended.messages.replace("│", "").split())


@pytest.fixture
def adbkms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process, in an empty folder, not on a terminal."""
    from generator.cli.app import app

    monkeypatch.chdir(tmp_path)
    runner = CliRunner()

    def run(*arguments: str | Path, stdin: str | None = None) -> Ended:
        result = runner.invoke(app, [str(one) for one in arguments], input=stdin, catch_exceptions=False)
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Runs a command as a process of its own, in an empty folder; `env` is added to its environment."""

    def run(*arguments: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Ended:
        done = subprocess.run(
            command(*arguments),
            cwd=cwd or tmp_path,
            env=environment(**(env or {})),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


def command(*arguments: str | Path) -> list[str]:
    """The command line of a process."""
    return [sys.executable, "-m", "generator", *map(str, arguments)]


def environment(**variables: str) -> dict[str, str]:
    """The environment of a process: it finds this checkout from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A copy of Oracle's example, stage *encrypt*, to change."""
    path = tmp_path / "spec.yaml"
    path.write_text(ENCRYPT.read_text("utf-8"), "utf-8")
    return path


def change(spec: Path, old: str, new: str) -> None:
    """Replace what stands once in a spec, or another file."""
    text = spec.read_text("utf-8")
    assert text.count(old) == 1, old
    spec.write_text(text.replace(old, new), "utf-8")


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
