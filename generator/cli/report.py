"""`adbkms report`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Format, Specs, TemplatesOption
from generator.cli.output import ERROR, print_diagnostics, say, stop, stop_on_errors
from generator.diagnostics import has_errors

if TYPE_CHECKING:
    from generator.cli.compared import Compared
    from generator.diagnostics import Diagnostic
    from generator.diff.changes import Difference
    from generator.report.page.model import Page
    from generator.spec.files import SpecText

_BEGINS = b"<!doctype html>"


def report(
    specs: Specs,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="The page to write; - prints it.", show_default=False)
    ],
    tree: Annotated[
        Path | None,
        typer.Option(
            "--tree",
            metavar="DIR",
            help="The folder that the tree is rendered into: it tells a rotation from a first key, and what is done.",
            show_default=False,
        ),
    ] = None,
    diff_from: Annotated[
        str | None,
        typer.Option(
            "--diff-from",
            metavar="BASE",
            help="Show as well what changes from this: a spec, a folder of specs, a rendered tree, or one of these as "
            "Git has it, REV:PATH.",
            show_default=False,
        ),
    ] = None,
    templates: TemplatesOption = None,
) -> None:
    """Write the whole configuration as one page for people: the fleet, the way from each database to its key, what is
    next, the findings and the Terraform. One HTML file that needs no network.

    Of a spec with errors the page shows these, and the exit code is 1.

    Example: adbkms report specs/ --tree terraform/ -o report.html
    """
    from generator.report.page.document import report_page

    page, is_fine = _page(specs, tree, diff_from, templates)
    text = report_page(page)
    if str(out) == "-":
        sys.stdout.write(text)
    else:
        _write(out, text)
        say(f"Wrote {out}.")
    if not is_fine:
        stop(ERROR)


def _page(specs: list[str], tree: Path | None, diff_from: str | None, templates: Path | None) -> tuple[Page, bool]:
    """The page, and whether nothing is wrong. What is wrong is also said to whoever has called."""
    from generator.generate import generate_spec
    from generator.overview import overview
    from generator.publish.compare import published_manifest
    from generator.spec.files import read_files
    from generator.spec.load import parse_spec
    from generator.stages import Place, standings

    manifest, notes = published_manifest(tree) if tree else (None, ())
    texts, unreadable = read_files(specs)
    spec, found = parse_spec(texts)
    if unreadable and not texts:
        found = []  # there are no stacks, since there is nothing
    base = _base(diff_from, templates) if diff_from else None
    previous = manifest.provenance.stacks if manifest else None
    generated = generate_spec(spec, [*notes, *unreadable, *found], templates, previous=previous)
    diagnostics = list(generated.diagnostics)
    difference = None
    if base and not has_errors(diagnostics):
        difference, faults = _difference(base, texts, templates)
        diagnostics += faults
    print_diagnostics(diagnostics, Format.TEXT)
    if has_errors(diagnostics):
        return overview(spec, (), {}, (), diagnostics), False
    is_current = manifest is not None and manifest.provenance.spec_digest == spec.digest()
    answer = standings(spec, generated.roots, Place(specs, str(tree) if tree else None, is_current))
    return overview(spec, generated.roots, generated.tree, answer, diagnostics, difference), True


def _base(named_by: str, templates: Path | None) -> Compared:
    from generator.cli.compared import compared, named

    base = compared(named([named_by]), templates)
    if not base.is_readable:
        stop_on_errors(base.diagnostics, Format.TEXT)
    return base


def _difference(
    base: Compared, texts: Sequence[SpecText], templates: Path | None
) -> tuple[Difference, Sequence[Diagnostic]]:
    """What changes from the base to the spec, rendered as if it were over the base: what a database has been encrypted
    with is not in a spec."""
    from generator.cli.compared import Named, compared
    from generator.diff.difference import difference

    return difference(base.side, compared(Named(tuple(texts)), templates, base).side)


def _write(out: Path, text: str) -> None:
    from generator.publish.whole_file import write_whole

    try:
        write_whole(str(out), text.encode(), _BEGINS)
    except OSError as wrong:
        say(f"Cannot write {out}: {wrong.strerror}.")
        stop(ERROR)
