"""How wide text for people is."""

from __future__ import annotations

import os
import sys
from typing import TextIO

WIDEST = 100
"""Columns: longer lines are hard to read, and logs and files know no width."""
_NARROWEST = 40  # a word or two beside the indentation; a terminal that says less mostly does not know


def text_width() -> int:
    """The columns of a terminal on standard output, 40 to 100; elsewhere 100, so that a file is the same everywhere."""
    return min(_columns(sys.stdout) or WIDEST, WIDEST)


def message_width() -> int:
    """The same of standard error."""
    return min(_columns(sys.stderr) or WIDEST, WIDEST)


def table_width() -> int | None:
    """The columns of a terminal on standard output, which a table may take all of; None elsewhere, where programs read
    its rows."""
    return _columns(sys.stdout)


def _columns(stream: TextIO) -> int | None:
    """Those of the terminal that a stream is; as the variable COLUMNS says, if it is set."""
    if not stream.isatty():
        return None
    said = os.environ.get("COLUMNS", "")
    columns = int(said) if said.isdecimal() else os.get_terminal_size(stream.fileno()).columns
    return max(columns or WIDEST, _NARROWEST)
