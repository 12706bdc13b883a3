"""How wide text is: as wide as a terminal, within reason, and the same in every file."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

import pytest

from tests.cli.conftest import environment

SAY_WIDTH = "import sys; from generator.cli.width import text_width; sys.stderr.write(str(text_width()))"


def width_on(terminal_columns: int) -> str:
    terminal, slave = pty.openpty()
    try:
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, terminal_columns, 0, 0))
        done = subprocess.run(
            [sys.executable, "-c", SAY_WIDTH], env=environment(), stdout=slave, stderr=subprocess.PIPE, check=True
        )
    finally:
        os.close(slave)
        os.close(terminal)
    return done.stderr.decode()


@pytest.mark.parametrize(("terminal", "width"), [(0, "100"), (20, "40"), (72, "72"), (200, "100")])
def test_text_is_as_wide_as_the_terminal_between_40_and_100(terminal: int, width: str) -> None:
    assert width_on(terminal) == width


def test_text_is_100_columns_wide_where_there_is_no_terminal() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SAY_WIDTH], env=environment(COLUMNS="60"), capture_output=True, check=True
    )

    assert done.stderr == b"100"
