"""The command line, as a process of its own to which something happens at a system call."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, or the negative number of the signal that ended it; what it wrote to standard
    output and to standard error; the system calls by which it wrote to files, in their order; and the one of them at
    which something happened."""

    code: int
    data: str
    messages: str
    calls: tuple[str, ...]
    happened_at: str | None


class Adbkms:
    """Runs commands, one at a time."""

    def __init__(self, spec: Path) -> None:
        """`spec` is any that can be rendered: to have everything imported before the first command."""
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.server", str(spec)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.communicate()

    def run(
        self,
        *arguments: str,
        folder: Path,
        environment: dict[str, str],
        at: int | None = None,
        action: dict[str, Any] | None = None,
        cold: bool = False,
        user: int | None = None,
    ) -> Ended:
        """`at` is the position, from 0, of the call at which the `action` happens (see `Happening`). A `cold` command
        is a new Python; the others are forked from one that has imported everything. With a `user`, root gives its
        rights up for that user's."""
        request = {
            "arguments": arguments,
            "folder": str(folder),
            "environment": environment,
            "at": at,
            "action": action,
            "cold": cold,
            "user": user,
        }
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        answer = json.loads(self._server.stdout.readline())
        calls = tuple(answer["calls"])
        happened_at = calls[at] if at is not None and at < len(calls) else None
        return Ended(answer["code"], answer["data"], answer["messages"], calls, happened_at)
