"""The commands, put together. Each has a file of its own, and imports what it needs when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from generator import __version__
from generator.cli.commands import Commands

app = typer.Typer(
    cls=Commands,
    help="Terraform for Oracle Autonomous AI Database encrypted with your own key in AWS KMS, from a YAML spec.",
    epilog="Exit codes: 0 fine, 1 error, 2 changes or findings.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"adbkms {__version__}")
        raise typer.Exit


@app.callback()
def adbkms(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Terraform for Oracle Autonomous AI Database encrypted with your own key in AWS KMS, from a YAML spec."""
