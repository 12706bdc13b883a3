"""Which Terraform is used, and how its commands are run."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.verify.terraform_command import TerraformExecutable, environment, find, run


def script(path: Path, text: str) -> Path:
    """An executable shell script."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def execute(path: Path, folder: Path, *arguments: str, seconds: float = 60, stdin: str = "") -> tuple[int, str, str]:
    outcome = run(TerraformExecutable(path, explicit=True), arguments, folder, os.environ, seconds, stdin)
    return outcome.exit_code, outcome.stdout, outcome.failure


def test_off_is_none() -> None:
    assert find("off") is None


def test_auto_prefers_terraform_to_opentofu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find("auto") is None
    tofu = script(tmp_path / "tofu", "")
    assert find("auto") == TerraformExecutable(tofu, explicit=False)
    terraform = script(tmp_path / "terraform", "")
    assert find("auto") == TerraformExecutable(terraform, explicit=False)


def test_one_that_is_named_is_taken_by_name_or_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tofu = script(tmp_path / "tofu-1.10", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find("tofu-1.10") == TerraformExecutable(tofu, explicit=True)
    monkeypatch.chdir(tmp_path)
    assert find("./tofu-1.10") == TerraformExecutable(tofu, explicit=True)
    assert find("missing") == TerraformExecutable(tmp_path / "missing", explicit=True)


def test_a_command_runs_in_a_folder_with_its_input(tmp_path: Path) -> None:
    command = script(tmp_path / "terraform", 'echo "$PWD $*"; cat; exit 3')
    code, stdout, failure = execute(command, tmp_path, "fmt", "-", stdin="a = 1\n")
    assert (code, stdout, failure) == (3, f"{tmp_path} fmt -\na = 1\n", "")


def test_one_that_cannot_be_run_says_why(tmp_path: Path) -> None:
    missing = tmp_path / "terraform"
    assert execute(missing, tmp_path)[2] == f"{missing} cannot be run: No such file or directory."
    missing.write_text("not executable")
    assert execute(missing, tmp_path)[2] == f"{missing} cannot be run: Permission denied."


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A pipe that a process which should end keeps open."""
    path = tmp_path / "held"
    os.mkfifo(path)
    return path


@contextmanager
def until_all_have_ended(held: Path) -> Iterator[None]:
    reader = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    yield
    try:
        until = time.monotonic() + 30
        while _has_a_writer(reader):
            assert time.monotonic() < until, "a process holds the other end"
            time.sleep(0.01)
    finally:
        os.close(reader)


def _has_a_writer(reader: int) -> bool:
    try:
        return os.read(reader, 1) != b""
    except BlockingIOError:
        return True


def test_one_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path, held: Path) -> None:
    command = script(tmp_path / "terraform", f"sleep 600 3>{held} & wait")
    with until_all_have_ended(held):
        assert execute(command, tmp_path, "init", seconds=0.5)[2] == "`terraform init` did not end within 0.5 seconds."


def test_what_one_that_ends_by_itself_has_left_is_ended(tmp_path: Path, held: Path) -> None:
    command = script(tmp_path / "terraform", f"sleep 600 3>{held} >/dev/null 2>&1 & exit 3")
    with until_all_have_ended(held):
        assert execute(command, tmp_path)[0] == 3


def test_a_second_ctrl_c_does_not_leave_it(tmp_path: Path, held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = script(tmp_path / "terraform", f"exec 3>{held}; kill -INT $PPID; exec sleep 600")
    real = os.killpg

    def pressed_before(group: int, number: int) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        real(group, number)

    monkeypatch.setattr(os, "killpg", pressed_before)
    with until_all_have_ended(held), pytest.raises(KeyboardInterrupt):
        execute(command, tmp_path)


def test_output_that_is_no_utf8_does_no_harm(tmp_path: Path) -> None:
    command = script(tmp_path / "terraform", r"printf 'a\377b'")
    assert execute(command, tmp_path)[1] == "a\N{REPLACEMENT CHARACTER}b"


def test_the_environment_is_inherited_but_for_what_would_lead_elsewhere() -> None:
    inherited = {
        "PATH": "/bin",
        "TF_CLI_CONFIG_FILE": "/etc/terraformrc",
        "TF_DATA_DIR": "/elsewhere",
        "TF_WORKSPACE": "production",
        "TF_CLI_ARGS": "-x",
        "TF_CLI_ARGS_init": "-upgrade",
        "TF_INPUT": "1",
    }
    assert environment(inherited) == {
        "PATH": "/bin",
        "TF_CLI_CONFIG_FILE": "/etc/terraformrc",
        "TF_IN_AUTOMATION": "1",
        "TF_INPUT": "0",
        "CHECKPOINT_DISABLE": "1",
    }
