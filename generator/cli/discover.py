"""`adbkms discover`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.clouds import VerboseOption, connect, progress
from generator.cli.completion import complete_databases
from generator.cli.discover_logon import LogonOptions
from generator.cli.options import Format, FormatBesideDiffOption
from generator.cli.output import say, stop_on_errors
from generator.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from generator.live.clouds import Clouds
    from generator.live.discover.discovery import Discovery
    from generator.live.discover.outputs import Outputs
    from generator.spec.databases import SpecDatabase
    from generator.spec.load import LoadedStack


def _print_sql(wanted: bool) -> None:
    if wanted:
        from generator.facts.cloud_integrations import SQL

        say("Run this in the database, as ADMIN or a user with DWROLE, and give the value with --oracle-user-arn.")
        print(f"{SQL};")
        raise typer.Exit


def discover(
    spec: Annotated[
        str,
        typer.Argument(
            metavar="SPEC",
            help="A spec file, a folder, or - for standard input: then the whole edited spec is printed, and "
            "nothing is left to write.",
            show_default=False,
        ),
    ],
    databases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STACK/DATABASE...]",
            help="Only these databases.",
            show_default=False,
            autocompletion=complete_databases,
        ),
    ] = None,
    outputs: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[STACK=]FILE",
            help="What `terraform output -json` prints; - is standard input. Once for each stack.",
            show_default=False,
        ),
    ] = None,
    oracle_user_arn: Annotated[
        str | None,
        typer.Option(
            "--oracle-user-arn", metavar="ARN", help="Oracle's IAM user; then no database is asked.", show_default=False
        ),
    ] = None,
    dsn: Annotated[
        str | None,
        typer.Option(
            metavar="DSN",
            help="How to connect: HOST:PORT/SERVICE, a descriptor, or a name in the wallet's tnsnames.ora; by default "
            "as OCI says.",
            show_default=False,
        ),
    ] = None,
    user: Annotated[str, typer.Option(help="Who asks the database: ADMIN, or a user with DWROLE.")] = "ADMIN",
    password_secret: Annotated[
        str | None,
        typer.Option(
            metavar="OCID",
            help="The secret in OCI Vault with the password; by default from ADBKMS_DATABASE_PASSWORD or a prompt.",
            show_default=False,
        ),
    ] = None,
    wallet: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The folder of the wallet, for mutual TLS.", show_default=False),
    ] = None,
    print_sql: Annotated[
        bool,
        typer.Option(
            "--print-sql", help="Print the statement for a DBA, and do nothing.", is_eager=True, callback=_print_sql
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the change as a diff, and write nothing.")] = False,
    format: FormatBesideDiffOption = Format.TEXT,
    verbose: VerboseOption = False,
) -> None:
    """Fill in what only the clouds know: the databases' OCIDs, the tenancy's, and Oracle's IAM user.

    The change is shown as a diff, and written after a question; comments stay.

    Exit codes: 0 all is known and written; 2 a change was not written; 1 something is not known, or contradictory.

    Example: adbkms discover spec.yaml payments-prod/orders --yes
    """
    from generator.cli.discover_outputs import read_outputs
    from generator.cli.discover_result import How, Result, finish, say_found
    from generator.cli.discover_users import find_users
    from generator.live.discover.discovery import selected, stacks_of
    from generator.live.discover.oracle_users import databases_to_ask
    from generator.live.discover.spec_edits import edit_spec
    from generator.live.oracle.dsn import refused_dsn
    from generator.rules import check_rules
    from generator.spec.files import read_files
    from generator.spec.load import parse_spec

    logon = LogonOptions(user, wallet, password_secret)
    refused = [*logon.refusals(), refused_dsn(dsn) if dsn is not None else None]
    stop_on_errors([one for one in refused if one], format)
    texts, found = read_files([spec])
    stop_on_errors(found, format)
    loaded, found = parse_spec(texts)
    stop_on_errors(found, format)
    places = selected(loaded, databases or ())
    if isinstance(places, Diagnostic):
        stop_on_errors([places], format)
        return
    stacks = stacks_of(places) if databases else list(loaded.stacks)
    by_terraform = read_outputs(outputs or [], [one.name for one in stacks], places, spec)
    to_ask = databases_to_ask(places, dsn, oracle_user_arn)
    stop_on_errors([one for one in (by_terraform, to_ask) if isinstance(one, Diagnostic)], format)
    if isinstance(by_terraform, Diagnostic) or isinstance(to_ask, Diagnostic):
        return
    clouds = connect(verbose)
    discovery = _discovery(places, clouds, by_terraform, stacks)
    discovery += find_users(places, to_ask, discovery, clouds, logon, dsn, oracle_user_arn)
    if discovery.contradictions:
        stop_on_errors([*discovery.contradictions, *discovery.missing], format)
    edited = edit_spec(texts, loaded, discovery.found)
    missing = [*discovery.missing, *edited.by_hand]
    diagnostics = [*edited.diagnostics, *check_rules(edited.spec)] if edited.changes else []
    if has_errors(diagnostics):
        say_found(edited)
        say("The spec with that in it has errors, so nothing was written.", "")
        stop_on_errors([*diagnostics, *missing], format)
    finish(Result(edited, tuple(diagnostics), tuple(missing)), spec, How(yes, dry_run, format))


def _discovery(
    places: Sequence[SpecDatabase], clouds: Clouds, outputs: Mapping[str, Outputs], stacks: Sequence[LoadedStack]
) -> Discovery:
    from generator.live.discover.discover import discover_ocids

    with progress("Looking for databases", len(places)) as done:
        return discover_ocids(places, clouds.ask, outputs, done, stacks)
