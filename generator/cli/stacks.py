"""`adbkms stacks`."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Format
from generator.cli.output import FINE, print_diagnostics, say, show, show_json, stop, stop_on_errors
from generator.diagnostics import Diagnostic, error
from generator.diff.codes import ODD_NAME

if TYPE_CHECKING:
    from generator.cli.compared import Compared, Named
    from generator.diff.stacks import StackOfTree, TouchedStack

FORMAT_VERSION = "1.0"
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


class StacksFormat(StrEnum):
    """How the stacks are printed."""

    TEXT = "text"
    JSON = "json"
    MATRIX = "matrix"


def stacks(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="SPEC_OR_TREE...",
            help="Spec files, folders of them, or a rendered tree; or these as Git has them, REV:PATH.",
            show_default=False,
        ),
    ],
    changed: Annotated[
        str | None,
        typer.Option(
            "--changed",
            metavar="BASE",
            help="Only those that are not the same to Terraform as in BASE: a spec, a folder of specs, a rendered "
            "tree, REV:PATH, or a revision of Git alone, for the same paths there.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        StacksFormat,
        typer.Option("--format", help="How they are printed: matrix is one line of JSON for a pipeline's matrix."),
    ] = StacksFormat.TEXT,
) -> None:
    """Show which stacks there are, or which of them a change touches. Ends with 0 whether or not there are any.

    Example: adbkms stacks terraform/ --changed origin/main --format matrix
    """
    from generator.cli.compared import compared, named

    given = named(what)
    if changed is None:
        from generator.diff.stacks import stacks_of

        here = compared(given)
        _stop_on_errors([here], format)
        found = stacks_of(here.side)
        stop_on_errors(here.side.all_diagnostics, _printed(format))
        _print([(one, None) for one in found], format, is_query=False)
    else:
        touched = _touched(given, _base(changed, what), format)
        _print([(one.stack, one) for one in touched], format, is_query=True)
    stop(FINE)


def _touched(given: Named, base: Named, format: StacksFormat) -> Sequence[TouchedStack]:
    from generator.cli.compared import compared
    from generator.diff.difference import difference
    from generator.diff.stacks import touched_stacks

    if given.is_tree:
        here = compared(given)
        before = compared(base, before=here)
    else:
        before = compared(base)
        here = compared(given, before=before)
    _stop_on_errors([before, here], format)
    result, faults = difference(before.side, here.side)
    stop_on_errors(faults, _printed(format))
    print_diagnostics(faults, Format.TEXT)
    return touched_stacks(before.side, here.side, result)


def _base(base: str, what: Sequence[str]) -> Named:
    """What the stacks are compared with: what exists under that name, or what Git has."""
    from generator.cli.compared import Named, ambiguous, is_ambiguous, named
    from generator.cli.git_process import GitRefusal
    from generator.cli.git_revision import commit_of
    from generator.diff.codes import NOT_IN_REVISION

    if is_ambiguous(base, as_revision=True):
        return Named(diagnostics=(ambiguous(base),))
    if os.path.lexists(base) or ":" in base:
        return named([base])
    try:
        commit_of(base)
        found = [named([_at(base, one)]) for one in what]
    except GitRefusal as refused:
        return Named(diagnostics=(refused.diagnostic,))
    there = [one for one in found if not any(why.code == NOT_IN_REVISION for why in one.diagnostics)]
    if not there:
        say(f"{base} has nothing of it yet, so every stack is new.")
        return Named(tree={})
    if len(there) == 1:
        return there[0]
    return Named(
        tuple(text for one in there for text in one.spec),
        diagnostics=tuple(why for one in there for why in one.diagnostics),
    )


def _at(revision: str, argument: str) -> str:
    """The same path at a revision."""
    from generator.cli.git_revision import from_current_folder
    from generator.spec.files import STANDARD_INPUT

    if argument == STANDARD_INPUT:
        raise typer.BadParameter("Standard input has no revision; name a spec or a tree.", param_hint="--changed")
    if not os.path.lexists(argument) and ":" in argument:
        return f"{revision}:{argument.partition(':')[2]}"
    return f"{revision}:{from_current_folder(argument)}"


def _stop_on_errors(sides: Sequence[Compared], format: StacksFormat) -> None:
    """What a spec would lose from a tree is for `render` to say: here nothing is published."""
    stop_on_errors([why for one in sides for why in one.faults], _printed(format))
    print_diagnostics(sides[-1].faults, Format.TEXT)


def _printed(format: StacksFormat) -> Format:
    return Format.TEXT if format is StacksFormat.TEXT else Format.JSON


def _print(found: Sequence[tuple[StackOfTree, TouchedStack | None]], format: StacksFormat, *, is_query: bool) -> None:
    stop_on_errors(map(_odd_name, _odd_names(stack for stack, _ in found)), _printed(format))
    entries = [_entry(stack, touched) for stack, touched in found]
    if format is StacksFormat.JSON:
        show_json({"format_version": FORMAT_VERSION, "stacks": entries})
    elif format is StacksFormat.MATRIX:
        from generator.report.inert import inert_json

        sys.stdout.write(inert_json(json.dumps({"include": entries}, separators=(",", ":"))) + "\n")
    elif entries:
        show("".join(f"{line}\n" for line in _table(found)))
    else:
        say("No stack is changed." if is_query else "There are no stacks.")


def _odd_names(stacks: Iterable[StackOfTree]) -> Iterator[str]:
    """Names that would be more than a name in the commands of a pipeline."""
    for stack in stacks:
        if not _NAME.fullmatch(stack.name):
            yield stack.path
        yield from (f"{stack.path}: {one}" for one in stack.databases if not _NAME.fullmatch(one))


def _odd_name(name: str) -> Diagnostic:
    return error(
        ODD_NAME,
        f"{name} is no name that adbkms renders",
        "Pipelines put it into commands. Rename it: letters, digits, `.`, `_` and `-` may stand in it.",
    )


def _entry(stack: StackOfTree, touched: TouchedStack | None) -> dict[str, object]:
    entry: dict[str, object] = {
        "name": stack.name,
        "path": stack.path,
        "aws_account_id": stack.aws_account_id,
        "aws_region": stack.aws_region,
        "oci_region": stack.oci_region,
        "databases": list(stack.databases),
    }
    if touched is not None:
        entry |= {"change": touched.action.value, "risk": touched.risk.identifier}
    return entry


def _table(found: Sequence[tuple[StackOfTree, TouchedStack | None]]) -> list[str]:
    from generator.cli.table import table

    rows: list[tuple[str, ...]] = [("STACK", "FOLDER", "AWS", "OCI", "DATABASES")]
    rows += [
        (
            stack.name,
            stack.path,
            " ".join(filter(None, (stack.aws_account_id, stack.aws_region))) or "-",
            stack.oci_region or "-",
            ", ".join(stack.databases) or "-",
        )
        for stack, _ in found
    ]
    if any(touched for _, touched in found):
        more = [("CHANGE", "RISK"), *((one.action.value, one.risk.value) for _, one in found if one)]
        rows = [(*row[:1], *change, *row[1:]) for row, change in zip(rows, more, strict=True)]
    return table(rows)
