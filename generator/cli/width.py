"""How wide text for people is."""

from __future__ import annotations

import shutil
import sys

WIDEST = 100
"""Columns: longer lines are hard to read, and logs and files know no width."""
_NARROWEST = 40  # a word or two beside the indentation; a terminal that says less mostly does not know


def text_width() -> int:
    """The columns of a terminal on standard output, 40 to 100; elsewhere 100, so that a file is the same everywhere."""
    if not sys.stdout.isatty():
        return WIDEST
    return min(max(shutil.get_terminal_size((WIDEST, 0)).columns, _NARROWEST), WIDEST)
