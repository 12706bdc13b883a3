"""SPEC arguments of the command line to the files that they stand for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics import Diagnostic, error
from generator.spec.text import MAX_BYTES

DEFAULTS_FILE = "defaults.yaml"
STANDARD_INPUT = "-"


@dataclass(frozen=True)
class SpecText:
    """One file's bytes. `folder` is the argument that it was found under, if that was a folder."""

    filename: str
    data: bytes
    folder: str | None = None

    @property
    def is_folder_defaults(self) -> bool:
        """True for the `defaults.yaml` of a folder."""
        return self.folder is not None and Path(self.filename).name == DEFAULTS_FILE


def read_files(arguments: Sequence[str]) -> tuple[list[SpecText], list[Diagnostic]]:
    """The files that the arguments name, in order; a folder stands for its `*.yaml` and `*.yml`, by name.

    `-` is standard input. A file that is named twice is read once; if one of the times is by its folder, the folder's
    defaults apply to it. No more is read of a file than shows that it is too large.
    """
    texts: dict[str, SpecText] = {}
    diagnostics: list[Diagnostic] = []
    for argument in arguments:
        try:
            if argument == STANDARD_INPUT:
                if argument not in texts:
                    texts[argument] = SpecText("<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1))
            elif Path(argument).is_dir():
                diagnostics += _read_folder(argument, texts)
            else:
                diagnostics += _read(Path(argument), None, texts)
        except OSError as wrong:
            diagnostics.append(_unreadable(argument, wrong))
    return list(texts.values()), diagnostics


def _read_folder(argument: str, texts: dict[str, SpecText]) -> list[Diagnostic]:
    found = sorted(entry for entry in Path(argument).iterdir() if _is_spec(entry))
    if not found:
        summary = f"There is no spec in the folder {argument}"
        return [error("SPEC002", summary, "A spec's file name ends in .yaml or .yml.")]
    return [diagnostic for file in found for diagnostic in _read(file, argument, texts)]


def _is_spec(entry: Path) -> bool:
    """As a shell's `*.yaml` sees it: editors keep hidden files beside those that they edit."""
    return entry.suffix in {".yaml", ".yml"} and not entry.name.startswith(".") and not entry.is_dir()


def _read(path: Path, folder: str | None, texts: dict[str, SpecText]) -> list[Diagnostic]:
    identity = os.path.realpath(path)
    if known := texts.get(identity):
        texts[identity] = replace(known, folder=known.folder or folder)
        return []
    try:
        with path.open("rb") as file:
            texts[identity] = SpecText(str(path), file.read(MAX_BYTES + 1), folder)
    except OSError as wrong:
        return [_unreadable(str(path), wrong)]
    return []


def _unreadable(name: str, wrong: OSError) -> Diagnostic:
    return error(
        "SPEC001", f"Cannot read {name}", f"{wrong.strerror or wrong}. `adbkms init` writes a spec to begin with."
    )
