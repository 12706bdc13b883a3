"""What happens to a process at one of the calls that it makes."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import Any

from tests.crash.tracing import Call, refuse


class Happening:
    """Counts the calls from 0, and lets one thing happen `at` one of them.

    The `action` is `kill` before the call, `kill after` it and before the process knows its result, `signal` with a
    number, `refuse` with the number of an error, `refuse from then on` (all calls of the same kinds that follow), or
    `run`, a command of somebody else that has ended when the call goes on.
    """

    def __init__(self, process: int, at: int | None, action: dict[str, Any] | None) -> None:
        self.calls: list[str] = []
        self._process, self._at, self._action = process, at, action or {}

    def before(self, call: Call) -> bool:
        position = len(self.calls)
        self.calls.append(call.name)
        if self._at is None or position < self._at:
            return False
        match self._action:
            case {"do": "refuse from then on", "error": number, "calls": names} if call.name in names:
                refuse(call.process, number)
            case _ if position == self._at:
                return self._happens(call)
        return False

    def _happens(self, call: Call) -> bool:
        match self._action:
            case {"do": "kill"}:
                os.kill(self._process, signal.SIGKILL)
            case {"do": "kill after"}:
                return True
            case {"do": "signal", "signal": number}:
                os.kill(self._process, number)
            case {"do": "refuse", "error": number}:
                refuse(call.process, number)
            case {"do": "run", "command": command}:
                subprocess.run(command, check=True)
        return False

    def after(self, call: Call) -> None:
        os.kill(self._process, signal.SIGKILL)
