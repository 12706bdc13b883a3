"""Standard streams: where data and messages go, in which encoding and colour, and what happens when one is closed."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, Run, command, environment

DATA = ["--version", "explain", "schema", f"render {shlex.quote(str(ENCRYPT))} --stdout"]
posix = pytest.mark.parametrize("arguments", DATA, ids=["version", "explain", "schema", "render"])


def shell(line: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A line of bash in which `adbkms` is the command."""
    function = f'adbkms() {{ {shlex.join(command())} "$@"; }}; set -o pipefail; '
    return subprocess.run(
        ["bash", "-c", function + line],
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@posix
def test_a_reader_that_goes_away_is_no_reason_for_a_message(arguments: str) -> None:
    assert shell(f"adbkms {arguments} | true").stderr == ""
    cut = shell(f"adbkms {arguments} | head -n 1")
    assert (cut.stdout.count("\n"), cut.stderr) == (1, "")


@posix
def test_data_that_cannot_be_written_is_an_error(arguments: str) -> None:
    for redirected in (">&-", ">/dev/full"):
        ended = shell(f"adbkms {arguments} {redirected}")
        assert ended.returncode == 1
        assert ended.stderr.startswith("The operating system refuses: ")
        assert ended.stderr.count("\n") == 1


def test_what_writes_no_data_does_not_mind_closed_streams(tmp_path: Path) -> None:
    out = shlex.quote(str(tmp_path / "out"))
    ended = shell(f"adbkms render {shlex.quote(str(ENCRYPT))} -o {out} <&- >&- 2>&-")

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert (tmp_path / "out/stacks/payments-prod/main.tf").is_file()


def test_messages_never_become_data() -> None:
    assert shell("adbkms validate missing.yaml 2>&-").stdout == ""
    assert shell(f"adbkms block {shlex.quote(str(ENCRYPT))} payments-prod/orders 2>&-").stdout.startswith(
        "encryption_key"
    )


def test_questions_cannot_be_answered_on_a_closed_stream() -> None:
    ended = shell("adbkms init <&-")

    assert ended.returncode == 1
    assert "--stack" in ended.stderr


@posix
def test_data_is_utf_8_under_every_locale(arguments: str) -> None:
    plain = shell(f"adbkms {arguments}", LC_ALL="C.UTF-8")
    ascii_only = shell(f"adbkms {arguments}", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert (ascii_only.returncode, ascii_only.stdout, ascii_only.stderr) == (0, plain.stdout, "")


def test_a_file_name_in_another_encoding_is_named_all_the_same(process: Run) -> None:
    ended = process("validate", os.fsdecode(b"caf\xe9.yaml"))

    assert ended.code == 1
    assert ended.messages.startswith("Error: Cannot read caf\\")


def test_no_colour_off_a_terminal(process: Run) -> None:
    assert "\x1b" not in process("validate", "missing.yaml").messages


@pytest.mark.parametrize(
    ("variables", "colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_on_a_terminal_unless_the_user_does_not_want_it(variables: dict[str, str], colored: bool) -> None:
    pty = pytest.importorskip("pty") if sys.platform == "win32" else __import__("pty")
    ours, theirs = pty.openpty()
    env = environment(**{"TERM": "xterm", **variables})
    done = subprocess.run(command("validate", "missing.yaml"), env=env, stderr=theirs, timeout=60, check=False)
    said = os.read(ours, 4096)
    os.close(ours)
    os.close(theirs)

    assert done.returncode == 1
    assert (b"\x1b[" in said) is colored


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_or_kill_ends_with_its_code_and_no_traceback(tmp_path: Path, number: int, code: int) -> None:
    fifo = tmp_path / "spec.yaml"
    os.mkfifo(fifo)
    running = subprocess.Popen(
        command("validate", "-"),
        env=environment(),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stdin is not None
    running.stdin.write(b"version: 1\n" * 20_000)  # more than a pipe holds: it returns when the command is reading
    running.stdin.flush()
    running.send_signal(number)
    _, said = running.communicate(timeout=60)

    assert running.returncode == code
    assert b"Traceback" not in said
