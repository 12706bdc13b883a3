"""Questions on a terminal. Not by typer's `prompt` and `confirm`, for which an interrupt is the same as the end of the
input; here it stays an interrupt, and the shell's own prompt begins a line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.cli.output import say

if TYPE_CHECKING:
    from generator.live.secret import Secret


def asked(prompt: str) -> str | None:
    """The line that somebody types, without spaces around it; None at the end of the input."""

    def read() -> str:
        print(prompt, end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip()

    return _typed(read)


def asked_secret(prompt: str) -> Secret | None:
    """What somebody types, without echo; None for nothing."""
    from getpass import getpass

    from generator.live.secret import Secret
    from generator.report.visible import visible

    text = _typed(lambda: getpass(visible(prompt)))
    return Secret(text) if text else None


def _typed(read: Callable[[], str]) -> str | None:
    try:
        return read()
    except EOFError:
        say("")
        return None
    except KeyboardInterrupt:
        say("")
        raise
