"""`adbkms adopt`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Format, FormatOption
from generator.cli.output import ERROR, FINDINGS, print_diagnostics, say, stop
from generator.diagnostics import Diagnostic, error, has_errors


def adopt(
    states: Annotated[
        list[str],
        typer.Argument(
            metavar="STATE.json...",
            help="What `terraform show -json` prints of a state or a plan; - is standard input.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="The spec to write; by default it is printed."),
    ] = None,
    stack: Annotated[str, typer.Option(help="The stack's name; several are numbered.")] = "adopted",
    format: FormatOption = Format.TEXT,
) -> None:
    """Write a spec for what exists already, from Terraform's state: databases with their keys, policies and roles.

    What adbkms would make exactly as it is comes in with import blocks; everything else is referred to by its ARN.

    Example: terraform show -json > state.json; adbkms adopt state.json --stack payments-prod -o adbkms.yaml
    """
    from generator.adopt.adopted_spec import adopted_spec
    from generator.adopt.codes import EXISTS
    from generator.adopt.terraform_state import existing_in

    if not re.fullmatch(r"[a-z][a-z0-9-]{0,62}", stack):
        raise typer.BadParameter("Lower-case letters, digits and hyphens, a letter first.", param_hint="--stack")
    to_stdout = out is None or str(out) == "-"
    if format is not Format.TEXT and to_stdout:
        raise typer.BadParameter(
            "Both the spec and the findings would go to standard output; give -o.", param_hint="--format"
        )
    if out is not None and not to_stdout and out.exists():
        print_diagnostics([error(EXISTS, f"{out} exists already", "Name another file with -o.")], format)
        stop(ERROR)
    existing, diagnostics = existing_in(states)
    if has_errors(diagnostics):
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
    if out is not None and not to_stdout:
        say(f"Wrote {out}.\n\nNext: adbkms render {out} -o DIR, into a folder of its own")


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
