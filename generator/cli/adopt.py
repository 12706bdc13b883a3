"""`adbkms adopt`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.clouds import VerboseOption
from generator.cli.options import Format, FormatOption
from generator.cli.output import ERROR, FINDINGS, print_diagnostics, say, stop
from generator.diagnostics import Diagnostic, error, has_errors

if TYPE_CHECKING:
    from generator.adopt.existing import Existing

_SOURCES = "STATE.json|OCID..."


def adopt(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_SOURCES,
            help="What `terraform show -json` prints of a state or plan; - is standard input. With --live: databases.",
            show_default=False,
        ),
    ] = None,
    live: Annotated[
        bool, typer.Option("--live", help="Ask the two clouds instead, with the SDKs' own credentials.")
    ] = False,
    compartment: Annotated[
        list[str] | None,
        typer.Option(metavar="OCID", help="All databases of this compartment; as often as needed.", show_default=False),
    ] = None,
    oci_region: Annotated[
        str | None,
        typer.Option(metavar="REGION", help="The region of the compartments; an OCID says it.", show_default=False),
    ] = None,
    oci_profile: Annotated[
        str | None, typer.Option(metavar="PROFILE", help="A profile of the OCI configuration.", show_default=False)
    ] = None,
    aws_profile: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[ACCOUNT=]PROFILE",
            help="A profile of the AWS configuration; as often as there are accounts.",
            show_default=False,
        ),
    ] = None,
    assume_role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ARN", help="A role to assume for what is in its account; as often as needed.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="The spec to write; by default it is printed."),
    ] = None,
    stack: Annotated[str, typer.Option(help="The stack's name; several are numbered.")] = "adopted",
    verbose: VerboseOption = False,
    format: FormatOption = Format.TEXT,
) -> None:
    """Write a spec for what exists already, from Terraform's state or the clouds: databases, keys, policies and roles.

    What adbkms would make exactly as it is comes in with import blocks; everything else is referred to by its ARN.

    With --live no state is needed: OCI is asked for the databases, and AWS for what they lead to, as in
    `adbkms adopt --live --compartment OCID --oci-region us-ashburn-1`.

    Example: terraform show -json | adbkms adopt - --stack prod -o adbkms.yaml
    """
    from generator.adopt.adopted_spec import adopted_spec
    from generator.adopt.codes import EXISTS
    from generator.adopt.terraform_state import existing_in
    from generator.cli.adopt_live import LiveSources, existing_live

    if not re.fullmatch(r"[a-z][a-z0-9-]{0,62}", stack):
        raise typer.BadParameter("Lower-case letters, digits and hyphens, a letter first.", param_hint="--stack")
    to_stdout = out is None or str(out) == "-"
    if format is not Format.TEXT and to_stdout:
        raise typer.BadParameter(
            "Both the spec and the findings would go to standard output; give -o.", param_hint="--format"
        )
    asked = LiveSources(
        tuple(sources or ()),
        tuple(compartment or ()),
        oci_region,
        oci_profile,
        tuple(aws_profile or ()),
        tuple(assume_role or ()),
    )
    asked.check(live, _SOURCES)
    if out is not None and not to_stdout and out.exists():
        print_diagnostics([error(EXISTS, f"{out} exists already", "Name another file with -o.")], format)
        stop(ERROR)
    existing: Existing
    existing, diagnostics = existing_live(asked, verbose) if live else existing_in(asked.named)
    if has_errors(diagnostics) and not (live and existing.databases):
        print_diagnostics(diagnostics, format)
        stop(ERROR)
    text, found = adopted_spec(existing, stack, "<stdout>" if out is None else str(out))
    if not text:
        print_diagnostics([*diagnostics, *found], format)
        stop(ERROR)
    if out is None or to_stdout:
        sys.stdout.write(text)
    elif refusal := _refusal(out, text):
        print_diagnostics([*diagnostics, *found, refusal], format)
        stop(ERROR)
    print_diagnostics([*diagnostics, *found], format)
    if has_errors(found):
        say("The spec was written; mend what is said above before you render it.")
        stop(FINDINGS)
    if has_errors(diagnostics):
        say("The spec was written without what could not be read.")
        stop(ERROR)
    if out is not None and not to_stdout:
        say(f"Wrote {out}.", "", f"Next: adbkms render {out} -o DIR, into a folder of its own")


def _refusal(out: Path, text: str) -> Diagnostic | None:
    """Writes the spec, where nothing is yet; why it could not be."""
    from generator.adopt.codes import EXISTS, REFUSED

    try:
        with out.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:  # a dangling link, or made by somebody meanwhile
        return error(EXISTS, f"{out} exists already", "Name another file with -o.")
    except OSError as wrong:
        return error(REFUSED, f"Cannot write {out}", f"{wrong.strerror or wrong}.")
    return None
