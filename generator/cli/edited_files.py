"""An edited spec: its diff, and the writing of its files."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, TextIO

from generator.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from generator.spec.files import SpecText


def print_diff(filename: str, old: bytes, new: bytes, stream: TextIO | None = None) -> None:
    """The change of a file. On standard output, unless that is a terminal, it is as `git apply` takes it; elsewhere
    nothing in it steers a terminal or a pipeline."""
    from generator.publish.changes import Change, Kind
    from generator.publish.content import in_memory
    from generator.publish.diff import diff_of
    from generator.report.inert import inert
    from generator.report.visible import visible

    out = stream or sys.stdout
    path = visible(_path_in_diff(filename))
    text = "".join(diff_of(Change(path, Kind.CHANGED, old, in_memory(new))))
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


def led_out(texts: Iterable[SpecText], changed: Collection[str], code: str) -> list[Diagnostic]:
    """An error for each file to change that a symbolic link in a folder stands for and that is not below the folder:
    whoever names the folder has not named that file."""
    return [
        error(
            code,
            f"{text.filename} is a symbolic link out of the folder {text.folder}",
            f"It leads to {_target(text.filename)}, which would be changed. Nothing was written. If it is meant, give "
            "that file instead of the folder.",
        )
        for text in texts
        if text.folder is not None and text.filename in changed and not _is_below(text.folder, text.filename)
    ]


def named(filename: str) -> str:
    """A file as it was given; where a symbolic link leads elsewhere, with the file that is written: `spec.yaml (->
    ../prod/spec.yaml)`."""
    is_led = os.path.realpath(filename) != os.path.join(os.path.realpath(os.curdir), os.path.normpath(filename))
    return f"{filename} (-> {_target(filename)})" if is_led else filename


def _is_below(folder: str, filename: str) -> bool:
    top = os.path.realpath(folder)
    return os.path.commonpath([top, os.path.realpath(filename)]) == top


def _target(filename: str) -> str:
    """From the current folder."""
    return os.path.relpath(os.path.realpath(filename))


def _path_in_diff(filename: str) -> str:
    """From the current folder, or else from the root, without a leading slash."""
    relative = os.path.relpath(filename)
    return os.path.abspath(filename).lstrip("/") if relative.startswith("..") else relative
