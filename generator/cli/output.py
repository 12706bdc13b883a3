"""Printing: data on standard output, messages on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn, TextIO

import typer

from generator.cli.options import Format
from generator.diagnostics import Diagnostic, Severity, has_errors, in_reading_order

if TYPE_CHECKING:
    from generator.cli.paint import Paint
    from generator.report.junit import Case

FINE, ERROR, FINDINGS = 0, 1, 2
MOST_SHOWN = 100  # findings as text: more than that nobody reads, and a log is full of them
NO_DATABASES = "The spec has no databases."


def say(*lines: str) -> None:
    """A message to the person in front of the terminal, or to a log. Names in it are somebody's text: they neither
    steer it nor make lines of their own."""
    from generator.report.inert import inert
    from generator.report.visible import visible

    # In one piece: `print` writes the end of the line by itself, and --verbose tells from many threads at once.
    sys.stderr.write(inert("\n".join(map(visible, lines))) + "\n")


def show(text: str) -> None:
    """What a command was asked for, on standard output, as text for people; what stands in its lines is `visible`."""
    from generator.report.inert import inert

    sys.stdout.write(inert(text))


def show_json(tree: object) -> None:
    """What a command was asked for, on standard output, for a program."""
    from generator.report.inert import inert_json

    sys.stdout.write(inert_json(json.dumps(tree, indent=2)) + "\n")


def print_diagnostics(diagnostics: Iterable[Diagnostic], format: Format) -> None:
    """Text is a message, on standard error; the other formats are data for a program, on standard output."""
    from generator.report import report

    ordered = in_reading_order(diagnostics)
    if format is not Format.TEXT:
        explained = _explanations() if format is Format.SARIF else None
        sys.stdout.write(report(ordered, format.value, explanations=explained, repository=_repository()))
    elif ordered:
        from generator.cli.width import message_width

        shown = _most_important(ordered)
        sys.stderr.write(report(shown, format.value, color=has_color(sys.stderr), width=message_width()))
        if len(shown) < len(ordered):
            say(
                "",
                f"These are {len(shown)} of {len(ordered):,} findings. All of them are in another --format than text.",
            )
        if codes := {one.code for one in ordered if one.severity is Severity.ERROR}:
            say("", _where_to_read_on(codes))


def _most_important(ordered: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """As many as are shown, errors rather than warnings, in the same order."""
    if len(ordered) <= MOST_SHOWN:
        return ordered
    errors_first = sorted(ordered, key=lambda one: one.severity is not Severity.ERROR)
    return in_reading_order(errors_first[:MOST_SHOWN])


def print_cases(cases: Sequence[Case]) -> None:
    """A JUnit report, on standard output."""
    from generator.report.inert import inert
    from generator.report.junit import junit_of

    sys.stdout.write(inert(junit_of(cases)))


def stop_on_errors(diagnostics: Iterable[Diagnostic], format: Format) -> None:
    """Print what has been found, if there is an error among it, and end with exit code 1."""
    found = list(diagnostics)
    if has_errors(found):
        print_diagnostics(found, format)
        stop(ERROR)


def stop(code: int) -> NoReturn:
    """End with that exit code."""
    raise typer.Exit(code)


def _where_to_read_on(codes: Collection[str]) -> str:
    code, *others = codes
    return "`adbkms explain CODE` tells more about each." if others else f"`adbkms explain {code}` tells more."


def _explanations() -> dict[str, str]:
    """The text of every explanation by code: SARIF's viewers show it beside a finding."""
    from generator.explanations import explanations

    return {code: one.text for code, one in explanations().items()}


def _repository() -> str:
    """Where GitLab has cloned the repository, which the paths of its reports are relative to; elsewhere this folder."""
    return os.environ.get("CI_PROJECT_DIR") or os.curdir


def paint() -> Paint:
    """How text on standard output is coloured."""
    from generator.cli.paint import colored, plain

    return colored if has_color(sys.stdout) else plain


def has_color(stream: TextIO) -> bool:
    """Colour on a terminal only, and not if the user does not want it (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
