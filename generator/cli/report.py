"""`adbkms report`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Format, Specs, TemplatesOption
from generator.cli.output import ERROR, print_diagnostics, say, stop
from generator.diagnostics import has_errors

if TYPE_CHECKING:
    from generator.report.page.model import Page

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
    templates: TemplatesOption = None,
) -> None:
    """Write the whole configuration as one page for people: the fleet, the way from each database to its key, what is
    next, the findings and the Terraform. One HTML file that needs no network.

    Of a spec with errors the page shows these, and the exit code is 1.

    Example: adbkms report specs/ --tree terraform/ -o report.html
    """
    from generator.report.page.document import report_page

    page, is_fine = _page(specs, tree, templates)
    text = report_page(page)
    if str(out) == "-":
        sys.stdout.write(text)
    else:
        _write(out, text)
        say(f"Wrote {out}.")
    if not is_fine:
        stop(ERROR)


def _page(specs: list[str], tree: Path | None, templates: Path | None) -> tuple[Page, bool]:
    """The page, and whether nothing is wrong. What is wrong is also said to whoever has called."""
    from generator.generate import generate
    from generator.overview import overview
    from generator.publish.compare import published_manifest
    from generator.stages import Place, standings

    manifest, notes = published_manifest(tree) if tree else (None, ())
    generated = generate(specs, templates, previous=manifest.provenance.stacks if manifest else None)
    found = [*notes, *generated.diagnostics]
    print_diagnostics(found, Format.TEXT)
    if has_errors(found):
        return overview(generated.spec, (), {}, (), found), False
    is_current = manifest is not None and manifest.provenance.spec_digest == generated.spec.digest()
    place = Place(specs, str(tree) if tree else None, is_current)
    answer = standings(generated.spec, generated.roots, place)
    return overview(generated.spec, generated.roots, generated.tree, answer, found), True


def _write(out: Path, text: str) -> None:
    from generator.publish.whole_file import write_whole

    try:
        write_whole(str(out), text.encode(), _BEGINS)
    except OSError as wrong:
        say(f"Cannot write {out}: {wrong.strerror}.")
        stop(ERROR)
