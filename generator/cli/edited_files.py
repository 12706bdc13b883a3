"""An edited spec: its diff, and the writing of its files."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from generator.diagnostics import Diagnostic, error


def print_diff(filename: str, old: bytes, new: bytes, stream: TextIO | None = None) -> None:
    """The change of a file. On standard output, unless that is a terminal, it is as `git apply` takes it; elsewhere
    nothing in it steers a terminal or a pipeline."""
    from generator.publish.changes import Change, Kind
    from generator.publish.diff import diff_of
    from generator.report.inert import inert
    from generator.report.visible import visible

    out = stream or sys.stdout
    path = visible(_path_in_diff(filename))
    text = "".join(diff_of(Change(path, Kind.CHANGED, old, new)))
    is_data = out is sys.stdout and not out.isatty()
    out.write(text if is_data else inert(visible(text, keep="\n\t")))
    out.flush()


def replace_spec(filename: str, old: bytes, new: bytes, changed: str, refused: str) -> Diagnostic | None:
    """Write a file of the spec; why it could not be, by the codes for a change by others and for a refusal."""
    from generator.publish.replace import Replacement, replace_file

    try:
        done = replace_file(filename, old, new)
    except OSError as refusal:
        return error(refused, f"Cannot write {filename}", f"{refusal.strerror or refusal}. The file is as it was.")
    if done is Replacement.CHANGED:
        summary = f"{filename} was changed while it was being edited"
        return error(changed, summary, "It is as somebody else has left it. Run the command again.")
    return None


def _path_in_diff(filename: str) -> str:
    """From the current folder, or else from the root, without a leading slash."""
    relative = os.path.relpath(filename)
    return os.path.abspath(filename).lstrip("/") if relative.startswith("..") else relative
