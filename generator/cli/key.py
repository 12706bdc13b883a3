"""`adbkms key switch`, `rotate` and `revert`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.completion import complete_databases, complete_keys, complete_roles
from generator.cli.options import Format, FormatBesideDiffOption
from generator.cli.output import print_diagnostics, say, stop_on_errors
from generator.diagnostics import Diagnostic

if TYPE_CHECKING:
    from generator.key_changes.change import KeyChange
    from generator.spec.load import Spec

key = typer.Typer(
    help="Change the key of a database by an edit of the spec that keeps everything else in it as it is.",
    no_args_is_help=True,
)

_Spec = Annotated[
    str,
    typer.Argument(metavar="SPEC", help="A spec file, a folder, or - for standard input.", show_default=False),
]
_Database = Annotated[
    str,
    typer.Argument(
        metavar="STACK/DATABASE",
        help="The database whose key changes.",
        show_default=False,
        autocompletion=complete_databases,
    ),
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Print the change as a diff, and write nothing.")]


@key.command()
def switch(
    spec: _Spec,
    database: _Database,
    to: Annotated[
        str,
        typer.Option(
            "--key",
            metavar="NAME",
            help="A key in `keys`, a key ARN, or alias/NAME.",
            show_default=False,
            autocompletion=complete_keys,
        ),
    ],
    role: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="A role in `roles`, or its ARN; as it is by default.",
            show_default=False,
            autocompletion=complete_roles,
        ),
    ] = None,
    dry_run: _DryRun = False,
    format: FormatBesideDiffOption = Format.TEXT,
) -> None:
    """Select another key for a database.

    Example: adbkms key switch spec.yaml payments-prod/orders --key ADBS_Key2
    """
    from generator.key_changes.switch import switch_key

    _change(spec, lambda loaded: switch_key(loaded, database, to, role), dry_run, format)


@key.command()
def rotate(
    spec: _Spec,
    database: _Database,
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The new key's name; by `key_name_pattern` by default.", show_default=False),
    ] = None,
    dry_run: _DryRun = False,
    format: FormatBesideDiffOption = Format.TEXT,
) -> None:
    """Add the key of the next generation and select it. The old one stays for the backups.

    Example: adbkms key rotate spec.yaml payments-prod/orders --dry-run
    """
    from generator.key_changes.rotate import rotate_key

    _change(spec, lambda loaded: rotate_key(loaded, database, name), dry_run, format)


@key.command()
def revert(
    spec: _Spec, database: _Database, dry_run: _DryRun = False, format: FormatBesideDiffOption = Format.TEXT
) -> None:
    """Go back to Oracle's own key. Keys, policies and roles stay.

    Example: adbkms key revert spec.yaml payments-prod/orders
    """
    from generator.key_changes.revert import revert_key

    _change(spec, lambda loaded: revert_key(loaded, database), dry_run, format)


def _change(spec: str, change: Callable[[Spec], KeyChange | Diagnostic], dry_run: bool, format: Format) -> None:
    import shlex

    from generator.cli.edited_files import led_out, named, print_diff, replace_spec
    from generator.generate import generate_spec
    from generator.key_changes.change import edit_spec
    from generator.key_changes.codes import CHANGED_MEANWHILE, REFUSED
    from generator.rules import check_rules
    from generator.spec.files import STANDARD_INPUT, read_files
    from generator.spec.load import Spec, parse_spec

    texts, found = read_files([spec])
    stop_on_errors(found, format)
    loaded, found = parse_spec(texts)
    stop_on_errors([*found, *check_rules(loaded)], format)
    wanted = change(loaded)
    if isinstance(wanted, Diagnostic):
        stop_on_errors([wanted], format)
        return
    edited = edit_spec(texts, loaded, wanted)
    if isinstance(edited, Diagnostic):
        stop_on_errors([edited], format)
        return
    diagnostics = [*edited.diagnostics, *check_rules(edited.spec)]
    stop_on_errors(diagnostics, format)
    name = wanted.place.loaded.name  # the other stacks are proven to be what they were
    diagnostics += generate_spec(Spec(tuple(one for one in edited.spec.stacks if one.name == name)), []).diagnostics
    stop_on_errors(diagnostics, format)
    is_stream = spec == STANDARD_INPUT and not dry_run
    is_report = format is not Format.TEXT and not is_stream  # then standard output is the report's
    if dry_run:
        print_diff(edited.filename, edited.old, edited.new, sys.stderr if is_report else sys.stdout)
    elif is_stream:
        sys.stdout.write(edited.new.decode())
    else:
        stop_on_errors(led_out(texts, [edited.filename], REFUSED), format)
        refusal = replace_spec(edited.filename, edited.old, edited.new, CHANGED_MEANWHILE, REFUSED)
        stop_on_errors([refusal] if refusal else [], format)
    print_diagnostics(diagnostics, format if is_report else Format.TEXT)
    say(f"{named(edited.filename)}: {'nothing was written, this is what would be' if dry_run else 'changed'}.")
    say(*(f"  - {sentence}" for sentence in wanted.said), "")
    rendered = "SPEC" if spec == STANDARD_INPUT else shlex.quote(spec)
    say(f"Next: adbkms render {rendered} -o DIR, with all specs of its tree, into the folder of that tree")
