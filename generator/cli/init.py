"""`adbkms init`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Format
from generator.cli.output import ERROR, print_diagnostics, say, stop
from generator.cli.prompts import asked
from generator.diagnostics import has_errors


def init(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The spec to write; - prints it.")] = Path(
        "adbkms.yaml"
    ),
    stack: Annotated[str | None, typer.Option(help="The stack's name, such as payments-prod.")] = None,
    aws_account: Annotated[str | None, typer.Option(help="The AWS account id, twelve digits.")] = None,
    aws_region: Annotated[str | None, typer.Option(help="The AWS region of the key, such as us-east-2.")] = None,
    tenancy: Annotated[str | None, typer.Option(help="The OCID of the OCI tenancy.")] = None,
    compartment: Annotated[str | None, typer.Option(help="The OCID of the databases' compartment.")] = None,
    oci_region: Annotated[str | None, typer.Option(help="The OCI region, such as us-ashburn-1.")] = None,
    database: Annotated[str | None, typer.Option(help="The database's name in OCI, such as ORDERS.")] = None,
) -> None:
    """Write a commented spec to begin with. On a terminal it asks for what is not given.

    Example: adbkms init --stack payments-prod --aws-account 111122223333 --aws-region us-east-2 \\
    --tenancy ocid1.tenancy.oc1..aaaa --compartment ocid1.compartment.oc1..aaaa --oci-region us-ashburn-1 \\
    --database ORDERS
    """
    from generator.first_spec import first_spec
    from generator.rules import check_rules
    from generator.spec.files import SpecText
    from generator.spec.load import parse_spec

    if str(out) != "-" and out.exists():
        say(f"{out} exists already; name another file with -o.")
        stop(ERROR)
    answers = {
        "stack": _answer("--stack", stack, "Stack", "payments-prod"),
        "aws_account": _answer("--aws-account", aws_account, "AWS account id"),
        "aws_region": _answer("--aws-region", aws_region, "AWS region of the key", "us-east-2"),
        "tenancy": _answer("--tenancy", tenancy, "OCID of the OCI tenancy"),
        "compartment": _answer("--compartment", compartment, "OCID of the databases' compartment"),
        "oci_region": _answer("--oci-region", oci_region, "OCI region", "us-ashburn-1"),
        "database": _answer("--database", database, "Name of the database in OCI", "ORDERS"),
    }
    text = first_spec(answers)
    spec, diagnostics = parse_spec([SpecText(str(out), text.encode())])
    diagnostics += check_rules(spec)
    if has_errors(diagnostics):
        print_diagnostics(diagnostics, Format.TEXT)
        say("Nothing was written. Give the options again, mended.")
        stop(ERROR)
    if str(out) == "-":
        sys.stdout.write(text)
        return
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as wrong:
        say(f"Cannot write {out}: {wrong.strerror}.")
        stop(ERROR)
    say(f"Wrote {out}.", "", f"Next: adbkms render {out} -o terraform")


def _answer(option: str, given: str | None, question: str, default: str | None = None) -> str:
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise typer.BadParameter("Needed where there is no terminal to ask on.", param_hint=option)
    return _ask(f"{question} [{default}]: " if default else f"{question}: ", default)


def _ask(prompt: str, default: str | None) -> str:
    while True:
        line = asked(prompt)
        if line is None:
            raise typer.Abort
        if answer := line or default:
            return answer
