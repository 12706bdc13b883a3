"""What a command prints on a terminal, as a page to take a picture of."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = 100
_GROUND, _TEXT = (20, 23, 28), (228, 232, 238)
# Black, red, green, yellow, blue, magenta, cyan, white.
_COLOURS = [
    (20, 23, 28),
    (255, 130, 130),
    (143, 220, 170),
    (241, 197, 108),
    (124, 183, 255),
    (205, 176, 245),
    (120, 210, 215),
    (228, 232, 238),
]
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #14171c; color: #e4e8ee; }
pre { margin: 0; padding: 20px 24px; font: 14px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; width: max-content; }
</style>"""


def terminal_page(folder: Path, *commands: str) -> str:
    """The commands, each below a prompt with what it prints in a folder, in its colours."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for command in commands:
        console.print(Text.assemble(("$ ", "green"), (command, "bold")))
        console.print(Text.from_ansi(_printed(folder, command)), soft_wrap=True)
    theme = TerminalTheme(_GROUND, _TEXT, _COLOURS, _COLOURS)
    return _PAGE + console.export_html(theme=theme, inline_styles=True, code_format="<pre>{code}</pre>")


def _printed(folder: Path, command: str) -> str:
    """What a shell's command prints on a terminal of its own."""
    script = f'adbkms() {{ "{sys.executable}" -m generator "$@"; }}; stty cols {COLUMNS}; {command}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "PAGER": "cat"}
    environment.pop("NO_COLOR", None)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        ["sh", "-c", script], cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    text = b""
    while part := _read(ours):
        text += part
    os.close(ours)
    process.wait()
    return text.decode("utf-8").replace("\r\n", "\n").rstrip("\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says that nobody writes any more by an error
        return b""
