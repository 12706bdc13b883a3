"""`adbkms next`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.clouds import VerboseOption, connect, progress
from generator.cli.options import Format, Specs
from generator.cli.output import NO_DATABASES, print_diagnostics, say, show, show_json, stop_on_errors

if TYPE_CHECKING:
    from generator.live.cloud_standing import CloudStanding
    from generator.spec.load import Spec
    from generator.stages import Standing

_HEADINGS: tuple[str, ...] = ("DATABASE", "STAGE", "KEY", "MISSING")


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
    live: Annotated[
        bool, typer.Option("--live", help="Ask the clouds what has been applied, and leave those steps out.")
    ] = False,
    format: Annotated[DataFormat, typer.Option("--format", help="How the answer is printed.")] = DataFormat.TEXT,
    verbose: VerboseOption = False,
) -> None:
    """Show where every database stands, what is missing, and what comes next for it. Asks no cloud without --live.

    Example: adbkms next specs/ -o terraform/ --live
    """
    from generator.cli.next_step import steps_of
    from generator.cli.table import table
    from generator.cli.width import table_width
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
    clouds = _ask_clouds(spec, verbose) if live else None
    answer = standings(spec, roots, Place(specs, str(out) if out else None, is_current), clouds)
    if not answer:
        say(NO_DATABASES)
    if format is DataFormat.JSON:
        show_json(as_json(answer))
    elif answer:
        shown = table(_rows(answer), table_width())
        show("".join(f"{line}\n" for line in (*shown, *map(visible, steps_of(answer)))))


def _ask_clouds(spec: Spec, verbose: bool) -> Mapping[str, CloudStanding]:
    """What the clouds have; what is not known is also said as a warning, once per reason."""
    from generator.live.cloud_standing import cloud_standings
    from generator.live.codes import diagnostic_of

    clouds = connect(verbose)
    with progress("Looking at databases", sum(len(loaded.stack.databases) for loaded in spec.stacks)) as done:
        found = cloud_standings(spec, clouds.ask, done)
    print_diagnostics((diagnostic_of(why) for one in found.values() for why in one.not_known), Format.TEXT)
    return found


def _rows(answer: Sequence[Standing]) -> list[tuple[str, ...]]:
    rows = [_HEADINGS, *((one.name, one.stage.value, one.key, ", ".join(one.missing) or "-") for one in answer)]
    if any(one.cloud for one in answer):
        clouds = ("CLOUD", *(one.cloud.summary if one.cloud else "-" for one in answer))
        rows = [(*row, cloud) for row, cloud in zip(rows, clouds, strict=True)]
    return rows
