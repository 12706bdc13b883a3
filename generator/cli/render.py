"""`adbkms render`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import __version__
from generator.cli.options import (
    TERRAFORM_HELP,
    ExecutorOption,
    Format,
    FormatBesideDiffOption,
    FullParseOption,
    JobsOption,
    Specs,
    TemplatesOption,
)
from generator.cli.output import ERROR, FINDINGS, FINE, print_diagnostics, say, stop, stop_on_errors
from generator.cli.terminated import Terminated
from generator.collector import collector_paused
from generator.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from generator.fleet.fleet import Fleet
    from generator.publish.manifest import Manifest

_LISTED = 50  # files of a kind; more than that is for the diff to tell


@collector_paused()  # what it makes stays until it ends
def render(
    specs: Specs,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="DIR", help="Where to write the tree; needed but for --stdout.", show_default=False
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Change no file; exit 2 if one would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="As --check, and print the unified diff.")] = False,
    stdout: Annotated[bool, typer.Option("--stdout", help="Print the files instead of writing them.")] = False,
    overwrite_edits: Annotated[
        bool, typer.Option("--overwrite-edits", help="Write over files that were edited by hand.")
    ] = False,
    templates: TemplatesOption = None,
    terraform: Annotated[str, typer.Option(help=TERRAFORM_HELP, metavar="auto|off|PATH")] = "off",
    full_parse: FullParseOption = False,
    jobs: JobsOption = 0,
    executor: ExecutorOption = None,
    format: FormatBesideDiffOption = Format.TEXT,
) -> None:
    """Render the Terraform of a spec, verify it, and write it into a folder.

    Example: adbkms render specs/ -o terraform/
    """
    if out is None and not stdout:
        raise typer.BadParameter("Say where to write the tree, or --stdout.", param_hint="--out")
    if stdout and (out is not None or check or diff):
        raise typer.BadParameter("It goes with neither --out, --check nor --diff.", param_hint="--stdout")
    if out is not None and any(os.path.isdir(spec) and os.path.samefile(spec, out) for spec in specs if out.is_dir()):
        raise typer.BadParameter("The specs are in that folder; give the tree one of its own.", param_hint="--out")
    from generator.cli.fleet import making
    from generator.cli.next_step import after_render
    from generator.fleet.fleet import Request
    from generator.generate import verify_with_terraform
    from generator.publish.compare import published_manifest
    from generator.publish.refusals import Refusal

    manifest, notes = published_manifest(out, to_publish=not (check or diff)) if out else (None, ())
    stop_on_errors(notes, format)
    previous = manifest.provenance.stacks if manifest else None
    fleet = making(Request(specs, out, templates, previous, full_parse, jobs), executor)
    found = [*notes, *fleet.diagnostics]
    stop_on_errors(found, format)
    found += verify_with_terraform(fleet.tree, terraform)
    stop_on_errors(found, format)
    try:
        if stdout:
            print_diagnostics(found, Format.TEXT)
            for path, content in sorted(fleet.tree.items()):
                sys.stdout.write(f"==> {path} <==\n{content.read().decode()}\n")
        elif out is not None and (check or diff):
            _compare(fleet, specs, out, found, overwrite_edits, diff, format)
        elif out is not None:
            _publish(fleet, out, found, overwrite_edits, format, manifest)
            say(*after_render(fleet, specs, out))
    except Refusal as refused:  # a text that is made again, or read, when it is wanted
        print_diagnostics(refused.diagnostics, format)
        stop(ERROR)


def _compare(
    fleet: Fleet,
    specs: Sequence[str],
    out: Path,
    found: list[Diagnostic],
    overwrite_edits: bool,
    diff: bool,
    format: Format,
) -> None:
    from generator.publish.compare import compare
    from generator.publish.diff import unified_diff
    from generator.publish.names import MANIFEST_PATH
    from generator.publish.refusals import refusals
    from generator.report.visible import visible

    changes = compare(fleet.tree, out)
    found += refusals(changes, overwrite_edits=overwrite_edits)
    print_diagnostics(found, format)
    if diff:
        text = unified_diff(changes)
        stream = sys.stdout if format is Format.TEXT else sys.stderr  # standard output is then the report's
        stream.write(visible(text, keep="\n\t") if stream.isatty() else text)
    for change in changes.changes[:_LISTED]:
        say(f"{change.kind.value:8}  {change.path}")
    if len(changes.changes) > _LISTED:
        say(f"{len(changes.changes) - _LISTED} more files would change, {len(changes.changes)} in all.")
    facts = changes.previous.provenance.stacks if changes.previous else {}
    knows_other = not changes.changes and facts != fleet.facts
    if knows_other:
        say(f"changed   {MANIFEST_PATH}: what it says of the stacks")
    if has_errors(found):
        stop(ERROR)
    if not (changes.changes or knows_other):
        stop(FINE)
    say("", f"Next: adbkms render {shlex.join(specs)} -o {shlex.quote(str(out))} writes this.")
    stop(FINDINGS)


def _publish(
    fleet: Fleet,
    out: Path,
    found: list[Diagnostic],
    overwrite_edits: bool,
    format: Format,
    previous: Manifest | None,
) -> None:
    from generator.publish.journal import JOURNAL_PATH
    from generator.publish.manifest import Provenance
    from generator.publish.publish import publish

    provenance = Provenance(__version__, fleet.digest, fleet.facts)
    try:
        result = publish(fleet.tree, out, provenance, overwrite_edits=overwrite_edits, previous=previous)
    except (KeyboardInterrupt, Terminated):
        if os.path.lexists(out / JOURNAL_PATH):
            say("Stopped while files were put in place. Run the same command again: it does the rest first.")
        raise
    found += result.diagnostics
    print_diagnostics(found, format)
    if has_errors(found):
        stop(ERROR)
    fleet.remember(is_published=True)
    _list("wrote    ", result.written)
    _list("removed  ", result.removed)
    say(
        f"{out}: {len(result.written)} written, {len(result.removed)} removed, {result.unchanged} unchanged; "
        "all verified."
    )


def _list(done: str, paths: Sequence[str]) -> None:
    for path in paths[:_LISTED]:
        say(f"{done}{path}")
    if len(paths) > _LISTED:
        say(f"{done}{len(paths) - _LISTED} more")
