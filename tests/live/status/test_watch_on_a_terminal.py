"""`--watch` on a terminal: a display that changes in place, and goes when it is over."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import environment
from tests.live.status.answers import NAME, OCID
from tests.live.status.conftest import TwoClouds
from tests.live.status.test_status_command import AS_A_PROCESS, SPEC
from tests.oci_service import Delay, fails


def on_a_terminal(folder: Path, *arguments: str, **variables: str) -> tuple[int, str, str]:
    """Exit code, data, and what the terminal got."""
    terminal, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", AS_A_PROCESS, *arguments],
        cwd=folder,
        env=environment(COLUMNS="120", **variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=slave,
    ) as process:
        os.close(slave)
        seen = b""
        try:
            while chunk := os.read(terminal, 4096):
                seen += chunk
        except OSError:  # Linux's way to say that nobody has the other end any more
            pass
        finally:
            os.close(terminal)
        data = process.stdout.read() if process.stdout else b""
    return process.returncode, data.decode(), seen.decode()


def test_the_display_shows_how_far_it_is_and_leaves_the_answer(clouds: TwoClouds, tmp_path: Path) -> None:
    clouds.oci.updates_take(10)
    clouds.oci.begin(OCID, key=clouds.key)

    code, data, seen = on_a_terminal(tmp_path, SPEC, "--watch", "--interval", "0.05", TERM="xterm-256color")

    assert code == 0
    assert "0 of 1 done" in seen
    assert f"{NAME}" in seen
    assert "Update Autonomous Database 50 %" in seen
    assert seen.endswith("\x1b[2K")  # it has wiped itself away
    assert "matches" in data
    assert "\x1b" not in data


def test_the_reason_of_a_failed_update_stays_on_a_terminal(clouds: TwoClouds, tmp_path: Path) -> None:
    clouds.oci.updates_take(4)
    clouds.oci.next_update_ends(OCID, fails("The encryption key cannot be reached."))
    clouds.oci.begin(OCID, key=clouds.key)

    code, data, _ = on_a_terminal(tmp_path, SPEC, "--watch", "--interval", "0.05", TERM="xterm-256color")

    answer = " ".join(data.split())
    assert code == 2
    assert "Update Autonomous Database FAILED: UpdateFailed: The encryption key cannot be reached." in answer
    assert "Apply the stack" not in answer


def test_a_single_database_that_takes_its_time_is_seen_to_be_asked_for(clouds: TwoClouds, tmp_path: Path) -> None:
    clouds.oci.change(OCID, key=clouds.key)
    clouds.oci.fail(Delay(1.5), times=1)

    code, _, seen = on_a_terminal(tmp_path, SPEC, TERM="xterm-256color")

    assert code == 0
    assert "Looking at databases" in seen
    assert "0/1" in seen
    assert seen.endswith("\x1b[2K")  # it has wiped itself away


def test_a_terminal_that_cannot_go_back_gets_lines(clouds: TwoClouds, tmp_path: Path) -> None:
    clouds.oci.updates_take(10)
    clouds.oci.begin(OCID, key=clouds.key)

    code, _, seen = on_a_terminal(tmp_path, SPEC, "--watch", "--interval", "0.05", TERM="dumb")

    assert code == 0
    assert "\x1b" not in seen
    assert seen.splitlines()[-1].endswith(f"{NAME}: AVAILABLE, matches")
