"""`adbkms next`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Format, Specs
from generator.cli.output import print_diagnostics, stop_on_errors

if TYPE_CHECKING:
    from generator.stages import Standing

_HEADINGS = ("DATABASE", "STAGE", "KEY", "MISSING")


class DataFormat(StrEnum):
    """How the answer is printed."""

    TEXT = "text"
    JSON = "json"


def next(
    specs: Specs,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="DIR", help="The folder that the tree is rendered into.", show_default=False
        ),
    ] = None,
    format: Annotated[DataFormat, typer.Option("--format", help="How the answer is printed.")] = DataFormat.TEXT,
) -> None:
    """Show where every database stands, what is missing, and what comes next for it. Asks no cloud.

    Example: adbkms next specs/ -o terraform/
    """
    from generator.cli.next_step import steps_of
    from generator.generate import configure_spec
    from generator.publish.compare import published_manifest
    from generator.report.visible import visible
    from generator.spec.load import load_spec
    from generator.stages import Place, as_json, standings

    printed = Format(format.value)
    manifest, notes = published_manifest(out) if out else (None, ())
    stop_on_errors(notes, printed)
    spec, found = load_spec(specs)
    roots, diagnostics = configure_spec(spec, [*notes, *found], manifest.provenance.stacks if manifest else None)
    stop_on_errors(diagnostics, printed)
    print_diagnostics(diagnostics, Format.TEXT)  # standard output is the answer's
    is_current = manifest is not None and manifest.provenance.spec_digest == spec.digest()
    answer = standings(spec, roots, Place(specs, str(out) if out else None, is_current))
    if format is DataFormat.JSON:
        sys.stdout.write(json.dumps(as_json(answer), indent=2) + "\n")
    else:
        sys.stdout.write(visible(_table(answer) + steps_of(answer), keep="\n"))


def _table(answer: Sequence[Standing]) -> str:
    rows = [_HEADINGS, *((one.name, one.stage.value, one.key, ", ".join(one.missing) or "-") for one in answer)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS) - 1)]
    return "".join(f"{_padded(row, widths)}{row[-1]}\n" for row in rows)


def _padded(row: Sequence[str], widths: Iterable[int]) -> str:
    return "".join(f"{cell:{width}}  " for cell, width in zip(row, widths, strict=False))
