"""`adbkms guard`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Format, FormatOption
from generator.cli.output import ERROR, FINDINGS, FINE, print_diagnostics, say, stop, stop_on_errors
from generator.diagnostics import Diagnostic, error, has_errors

if TYPE_CHECKING:
    from generator.guard.allowed import Allowed
    from generator.spec.load import Spec


def guard(
    plan: Annotated[
        str,
        typer.Argument(
            metavar="PLAN.json",
            help="What `terraform show -json PLANFILE` prints; - for standard input.",
            show_default=False,
        ),
    ],
    spec: Annotated[
        list[str] | None,
        typer.Option(
            "--spec",
            metavar="SPEC",
            help="Spec files or folders; accounts, regions and compartments that they do not name stay as they are.",
            show_default=False,
        ),
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(
            "--allow",
            metavar="CODE=ADDRESS",
            help="Let one finding pass, as a warning: its code and its resource address, as they are printed.",
            show_default=False,
        ),
    ] = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Judge a Terraform plan before it is applied.

    Exit codes: 0 the plan passes, perhaps with warnings; 2 the guard stops it; 1 it could not be judged.

    Example: terraform show -json plan.tfplan | adbkms guard - --spec specs/
    """
    allowed = _allowed(allow or [], format)
    loaded = _spec(spec, format) if spec else None
    data = _read(plan)
    if isinstance(data, Diagnostic):
        print_diagnostics([data], format)
        stop(ERROR)

    from generator.guard.judge import judge, what_was_judged
    from generator.guard.reading import read_plan

    read, found = read_plan(data)
    cannot_be_judged = has_errors(found)
    if read is not None:
        found += judge(read, loaded, allowed)
    print_diagnostics(found, format)
    if read is None or cannot_be_judged:
        say("The plan could not be judged.")
        stop(ERROR)
    judged = what_was_judged(read)
    if has_errors(found):
        stopping = sum(one.severity == "error" for one in found)
        say(f"Stopped: {judged} judged, {stopping} finding{'s' * (stopping != 1)} against the plan.")
        say("What is meant can be let pass, one by one: --allow CODE=ADDRESS")
        stop(FINDINGS)
    say(f"Fine: {judged} judged.")
    stop(FINE)


def _allowed(texts: list[str], format: Format) -> list[Allowed]:
    from generator.guard.allowed import parse_allowed

    allowed = [parse_allowed(text) for text in texts]
    stop_on_errors([one for one in allowed if isinstance(one, Diagnostic)], format)
    return [one for one in allowed if not isinstance(one, Diagnostic)]


def _spec(arguments: list[str], format: Format) -> Spec:
    from generator.spec.load import load_spec

    spec, found = load_spec(arguments)
    stop_on_errors(found, format)
    return spec


def _read(plan: str) -> bytes | Diagnostic:
    from generator.guard.codes import NOT_A_PLAN
    from generator.guard.reading import MAX_BYTES

    try:
        if plan == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(plan).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as wrong:  # ValueError: a name with a null character
        reason = getattr(wrong, "strerror", None) or str(wrong)
        return error(NOT_A_PLAN, f"Cannot read {plan}", f"{reason}. Give a file, or - for standard input.")
