"""`adbkms init`."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Format
from generator.cli.output import ERROR, print_diagnostics, say, stop, stop_on_errors
from generator.diagnostics import has_errors


def init(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The spec to write; - prints it.")] = Path(
        "adbkms.yaml"
    ),
    stack: Annotated[str | None, typer.Option(help="The stack's name, such as payments-prod.")] = None,
    aws_profile: Annotated[
        str | None, typer.Option(help="A profile of the AWS configuration; what it says need not be given.")
    ] = None,
    aws_account: Annotated[str | None, typer.Option(help="The AWS account id, twelve digits.")] = None,
    aws_region: Annotated[str | None, typer.Option(help="The AWS region of the key, such as us-east-2.")] = None,
    oci_profile: Annotated[
        str | None, typer.Option(help="A profile of the OCI configuration; what it says need not be given.")
    ] = None,
    tenancy: Annotated[str | None, typer.Option(help="The OCID of the OCI tenancy.")] = None,
    oci_region: Annotated[str | None, typer.Option(help="The OCI region, such as us-ashburn-1.")] = None,
    compartment: Annotated[str | None, typer.Option(help="The OCID of the databases' compartment.")] = None,
    database: Annotated[str | None, typer.Option(help="The database's name in OCI, such as ORDERS.")] = None,
    key: Annotated[str, typer.Option(help="The name of the key, which is its alias in AWS KMS.")] = "ADBS_Key1",
    role: Annotated[str, typer.Option(help="The name of the role in AWS.")] = "ADBS_AWS_Role1",
) -> None:
    """Write a commented spec to begin with. On a terminal it asks for what is not given, and offers what the
    configuration files of AWS and OCI say. No cloud is asked.

    Example: adbkms init --stack payments-prod --database ORDERS -o adbkms.yaml
    """
    from generator.cli.init_answers import Answers
    from generator.first_spec import first_spec

    if str(out) != "-" and out.exists():
        say(f"{out} exists already; name another file with -o.")
        stop(ERROR)
    given = {
        "stack": stack,
        "aws_profile": aws_profile,
        "aws_account": aws_account,
        "aws_region": aws_region,
        "oci_profile": oci_profile,
        "tenancy": tenancy,
        "oci_region": oci_region,
        "compartment": compartment,
        "database": database,
        "key": key,
        "role": role,
    }
    answers = Answers({name: answer for name, answer in given.items() if answer is not None})
    stop_on_errors(answers.refusals(), Format.TEXT)
    text = first_spec(answers.complete())
    _stop_if_wrong(text)
    if str(out) == "-":
        sys.stdout.write(text)
        return
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as wrong:
        say(f"Cannot write {out}: {wrong.strerror}.")
        stop(ERROR)
    say(f"Wrote {out}.", "", f"Next: adbkms render {shlex.quote(str(out))} -o terraform")


def _stop_if_wrong(text: str) -> None:
    """Each answer is right by itself; here is what they are together. There is no file that a place could be in."""
    from generator.rules import check_rules
    from generator.spec.files import SpecText
    from generator.spec.load import parse_spec

    spec, found = parse_spec([SpecText("", text.encode())])
    found += check_rules(spec)
    if has_errors(found):
        print_diagnostics([replace(one, range=None, snippet=None) for one in found], Format.TEXT)
        say("Nothing was written.")
        stop(ERROR)
