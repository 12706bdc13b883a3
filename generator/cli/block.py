"""`adbkms block`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from generator.cli.completion import complete_databases
from generator.cli.options import Format, FormatOption
from generator.cli.output import print_diagnostics, stop_on_errors


def block(
    spec: Annotated[str, typer.Argument(metavar="SPEC", help="A spec file, a folder, or -.", show_default=False)],
    database: Annotated[
        str,
        typer.Argument(
            metavar="STACK/DATABASE", help="Which database.", show_default=False, autocompletion=complete_databases
        ),
    ],
    key_arn: Annotated[
        str | None,
        typer.Option(help="The ARN of the key, if the stack creates it: `terraform output`.", show_default=False),
    ] = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Print only the `encryption_key` block, with literal ARNs, for a database whose resource is kept elsewhere.

    A key that the stack creates has its ARN after the apply: `terraform output -raw key_ADBS_Key1_arn`.

    Example: adbkms block spec.yaml payments-prod/orders --key-arn "$KEY_ARN"
    """
    from generator.block import literal_block
    from generator.rules import check_rules
    from generator.spec.load import load_spec

    loaded, diagnostics = load_spec([spec])
    diagnostics += check_rules(loaded)
    stop_on_errors(diagnostics, format)
    text, found = literal_block(loaded, database, key_arn)
    stop_on_errors(found, format)
    print_diagnostics([*diagnostics, *found], Format.TEXT)
    sys.stdout.write(text)
