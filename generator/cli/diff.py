"""`adbkms diff`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Format, TemplatesOption
from generator.cli.output import ERROR, FINDINGS, FINE, print_diagnostics, say, stop, stop_on_errors
from generator.cli.width import text_width
from generator.diagnostics import Diagnostic, has_errors, in_reading_order, warning

if TYPE_CHECKING:
    from generator.diff.changes import Difference
    from generator.diff.side import Side
    from generator.publish.changes import Change
    from generator.publish.manifest import Manifest


class DiffFormat(StrEnum):
    """How the difference is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


def diff(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="OLD NEW | SPEC...",
            help="Two of: a spec, a folder of specs, a rendered tree, or one of these as Git has it, REV:PATH. With "
            "--out: the spec.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            help="Compare the spec with the tree that was published here, as `render` would change it.",
            show_default=False,
        ),
    ] = None,
    unified: Annotated[
        bool, typer.Option("--unified", help="Print the unified diff of the files instead of what it means.")
    ] = False,
    templates: TemplatesOption = None,
    format: Annotated[
        DiffFormat, typer.Option("--format", help="How the difference is printed: html is a page by itself.")
    ] = DiffFormat.TEXT,
) -> None:
    """Show what changes from one spec or tree to another: by stack, object and argument, and what it means.

    Ends with 2 if there is a difference to Terraform, with 0 if there is none.

    Example: adbkms diff main:specs specs/ --format markdown
    """
    if out is None and len(what) != 2:
        raise typer.BadParameter("Name two things to compare, OLD and NEW, or --out DIR.", param_hint="OLD NEW")
    if unified and format is not DiffFormat.TEXT:
        raise typer.BadParameter("It goes with --format text only.", param_hint="--unified")
    from generator.diff.difference import difference

    printed = Format.TEXT if format is DiffFormat.HTML else Format(format.value)
    old, new, found = _published(what, out, templates, printed) if out else _two(what[0], what[1], templates, printed)
    result, faults = difference(old, new)
    found += faults
    # Standard output is the answer's; where a file could not be read, what is known of the rest is still worth a look.
    print_diagnostics(found, Format.TEXT)
    if unified:
        _print_unified(old, new)
    else:
        _print(result, found, format)
    if has_errors(found):
        stop(ERROR)
    if not result.folders and result.reworded:
        say(_reworded(len(result.reworded), unified))
    elif not result.folders:
        say("No difference.")
    stop(FINDINGS if result.folders else FINE)


def _two(old: str, new: str, templates: Path | None, printed: Format) -> tuple[Side, Side, list[Diagnostic]]:
    """Two things that are named. A new spec is rendered as if it were over the old one, and an old spec beside a tree
    as if it were over that tree: what a database has been encrypted with is not in a spec."""
    from generator.cli.compared import compared, named

    before, after = named([old]), named([new])
    if after.is_tree:
        will_be = compared(after)
        was = compared(before, templates, will_be)
    else:
        was = compared(before, templates)
        will_be = compared(after, templates, was)
    # Whether the one may be published over the other is not asked here, as it is with --out.
    # What an old spec could do better is of no use any more.
    found = [*(one for one in was.faults if not was.is_spec or has_errors([one])), *will_be.faults]
    for one in (was, will_be):
        if not one.is_readable:
            stop_on_errors(found, printed)
    return was.side, will_be.side, found


def _published(
    specs: Sequence[str], out: Path, templates: Path | None, printed: Format
) -> tuple[Side, Side, list[Diagnostic]]:
    """The tree in a folder, and what it will be when the spec has been rendered into it."""
    from generator.cli.compared import NOTHING, compared, named, tree_in
    from generator.publish.compare import published_manifest

    manifest, notes = published_manifest(out)
    stop_on_errors(notes, printed)
    given = named(specs)
    if given.is_tree:
        raise typer.BadParameter("With --out the other one is a spec; two trees are OLD and NEW.", param_hint="SPEC")
    was = compared(tree_in(out))
    facts = manifest.provenance.stacks if manifest else None
    will_be = compared(given, templates, replace(NOTHING, facts=facts))
    found = [*notes, *was.diagnostics, *will_be.diagnostics]
    if not will_be.is_readable:
        stop_on_errors(found, printed)
    new = _with_files_of_others(was.side, will_be.side, manifest)
    return was.side, new, found + _obstacles(will_be.side, out)


def _with_files_of_others(old: Side, new: Side, manifest: Manifest | None) -> Side:
    """`render` leaves the files as they are that it has not written, and Terraform reads them."""
    from generator.diff.side import Side

    own = manifest.files if manifest else {}
    others = {path: text for path, text in old.texts.items() if path not in own and path not in new.texts}
    return Side({**new.texts, **others}, old.unread - new.texts.keys())


def _obstacles(new: Side, out: Path) -> list[Diagnostic]:
    """Why the tree would not be published; an edit is a warning here, since it is part of the difference."""
    from generator.diff.codes import HAS_EDITS
    from generator.publish.changes import Kind
    from generator.publish.compare import compare
    from generator.publish.refusals import refusals

    changes = compare(new.texts, out)
    return [
        *refusals(changes, overwrite_edits=True),
        *(
            warning(
                HAS_EDITS,
                f"{change.path} was edited by hand",
                "It is not what adbkms wrote, and the difference shows the way from what is there now. `render` will "
                "refuse to go over it: bring the edit into the spec.",
            )
            for change in changes.of(Kind.EDITED)
        ),
    ]


def _print(result: Difference, found: Sequence[Diagnostic], format: DiffFormat) -> None:
    from generator.report.diff import report_diff
    from generator.report.inert import inert

    if result.folders or format is not DiffFormat.TEXT:
        text = report_diff(result, format.value, in_reading_order(found), color=_has_color(), width=text_width())
        sys.stdout.write(inert(text) if format is DiffFormat.TEXT else text)


def _print_unified(old: Side, new: Side) -> None:
    from generator.diff.hidden_values import secret_literals
    from generator.diff.side import is_terraform
    from generator.publish.diff import diff_of
    from generator.publish.secret_values import HIDDEN
    from generator.report.visible import visible

    keeps_all = not sys.stdout.isatty()
    for change in _text_changes(old, new):
        text = "".join(diff_of(change))
        blocks = [*old.blocks(change.path), *new.blocks(change.path)] if is_terraform(change.path) else []
        for secret in secret_literals(blocks):
            text = text.replace(secret, HIDDEN)
        sys.stdout.write(text if keeps_all else visible(text, keep="\n\t"))


def _text_changes(old: Side, new: Side) -> Iterable[Change]:
    from generator.publish.changes import Change, Kind
    from generator.publish.content import in_memory

    # Values of variables can be secret, and are no part of what is rendered.
    paths = {path for path in (*old.texts, *new.texts) if not path.endswith((".tfvars", ".tfvars.json"))}
    for path in sorted(paths):
        was, will_be = (_bytes(side.texts.get(path)) for side in (old, new))
        if was != will_be:
            kind = Kind.ADDED if was is None else Kind.REMOVED if will_be is None else Kind.CHANGED
            yield Change(path, kind, was, None if will_be is None else in_memory(will_be))


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode(errors="surrogateescape")


def _reworded(files: int, shown: bool) -> str:
    """What is said where Terraform would see no difference."""
    what = "1 file differs" if files == 1 else f"{files} files differ"
    more = "" if shown else " `--unified` shows it."
    return f"No difference to Terraform: {what} in layout, comments or other words only.{more}"


def _has_color() -> bool:
    """Colour on a terminal only, and not if the user does not want it (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
