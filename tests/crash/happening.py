"""What happens to a process at one of the calls that it makes."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import Any

from tests.crash.power import LOSSES, Disk
from tests.crash.tracing import Call, refuse

SYNC_ONE, SYNC_ALL = ("fsync", "fdatasync"), ("syncfs", "sync")


class Happening:
    """Counts the calls from 0, and lets one thing happen `at` one of them.

    The `action` is `kill` before the call, `kill after` it and before the process knows its result, `signal` with a
    number, `refuse` with the number of an error, `refuse from then on` (all calls of the same kinds that follow), or
    `run`, a command of somebody else that has ended when the call goes on. `record` watches a `folder` at every call,
    and writes what a power failure would have left of it then `to` a folder, by the loss and the call's position.
    """

    def __init__(self, process: int, at: int | None, action: dict[str, Any] | None) -> None:
        self.calls: list[str] = []
        self._process, self._at, self._action = process, at, action or {}
        records = self._action.get("do") == "record"
        self._disk = Disk(Path(self._action["folder"])) if records else None

    def before(self, call: Call) -> bool:
        position = len(self.calls)
        self.calls.append(call.name)
        if self._at is None or position < self._at:
            return False
        if self._disk is not None:
            for loss in LOSSES:
                self._disk.write(Path(self._action["to"], loss, str(position)), loss)
            return True
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
        if self._disk is None:
            os.kill(self._process, signal.SIGKILL)
            return
        self._disk.look()
        if call.name in SYNC_ALL:
            self._disk.synced_all()
        elif call.name in SYNC_ONE and call.path is not None:
            self._disk.synced(Path(call.path))
