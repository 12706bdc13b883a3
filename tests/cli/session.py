"""A command on a terminal of its own."""

from __future__ import annotations

import os
import select
import subprocess
import time
from pathlib import Path

from tests.cli.conftest import command, environment


class Session:
    """A command on a terminal of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        import pty

        self.terminal, theirs = pty.openpty()
        # The first terminal that a new session opens is the one whose Ctrl-C it hears.
        on_terminal = ["sh", "-c", 'exec "$@" <"$0" >"$0" 2>&1', os.ttyname(theirs), *command(*arguments)]
        env = environment(TERM="dumb")
        self.process = subprocess.Popen(on_terminal, cwd=folder, env=env, start_new_session=True)
        self._theirs = theirs  # open until the session is over: without it the terminal would be gone before it begins
        self.said = ""

    def read_until(self, text: str) -> None:
        """Wait until that is on the screen, a minute at most."""
        deadline = time.monotonic() + 60
        while text not in self.said:
            ready, _, _ = select.select([self.terminal], [], [], max(0, deadline - time.monotonic()))
            assert ready, f"{text!r} was never said: {self.said!r}"
            self.said += self._read()

    def _read(self) -> str:
        try:
            got = os.read(self.terminal, 4096)
        except OSError:  # Linux says that nobody writes any more by an error
            got = b""
        assert got, f"ended with {self.process.wait(60)}: {self.said!r}"
        return got.decode("utf-8")

    def answer(self, question: str, answer: str) -> None:
        """Type an answer when the question has been asked."""
        self.read_until(question)
        self.said = ""
        os.write(self.terminal, answer.encode() + b"\n")

    def rest(self) -> str:
        """What is on the screen since `read_until`, after the command has ended."""
        self.said = ""
        while select.select([self.terminal], [], [], 0)[0]:
            self.said += self._read()
        return self.said

    def end(self) -> None:
        """End the command where it is."""
        self.process.kill()
        self.process.wait(60)
