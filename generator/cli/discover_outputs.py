"""The outputs of Terraform that `adbkms discover` is given."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, did_you_mean, error

if TYPE_CHECKING:
    from generator.live.discover.outputs import Outputs
    from generator.spec.databases import SpecDatabase


def read_outputs(
    given: Sequence[str], stacks: Sequence[str], places: Sequence[SpecDatabase], spec: str
) -> Mapping[str, Outputs] | Diagnostic:
    """By stack. `spec` is where the spec is read from: not both can be standard input."""
    from generator.live.discover.codes import OUTPUTS
    from generator.live.discover.outputs import STANDARD_INPUT, outputs_files, parse_outputs, without_any

    files = outputs_files(given, stacks)
    if isinstance(files, Diagnostic):
        return files
    found: dict[str, Outputs] = {}
    for one in files:
        if one.filename == STANDARD_INPUT == spec:
            summary = "Both the spec and the outputs would be read from standard input"
            return error(OUTPUTS, summary, "Put one of them into a file.")
        try:
            data = _read(one.filename)
        except OSError as wrong:
            name, is_of_stack, _ = one.filename.partition("=")
            if isinstance(wrong, FileNotFoundError) and is_of_stack and one.filename in given:
                summary = f'--outputs {one.filename}: the spec has no stack "{name}"'
                return error(OUTPUTS, summary, f"{did_you_mean(name, stacks)} Nor is there a file {one.filename}.")
            return error(OUTPUTS, f"Cannot read {one.filename}", f"{wrong.strerror or wrong}.")
        outputs = parse_outputs("<stdin>" if one.filename == STANDARD_INPUT else one.filename, data)
        if isinstance(outputs, Diagnostic):
            return outputs
        found[one.stack] = outputs
    return next(iter(without_any(found, places)), found)


def _read(filename: str) -> bytes:
    """No more than shows that it is too large."""
    from generator.live.discover.outputs import MOST_BYTES, STANDARD_INPUT

    if filename == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(filename).open("rb") as file:
        return file.read(MOST_BYTES + 1)
