"""`adbkms preflight`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.clouds import VerboseOption, connect, progress
from generator.cli.completion import complete_addresses
from generator.cli.options import Format, FormatOption, Specs
from generator.cli.output import (
    ERROR,
    FINDINGS,
    FINE,
    paint,
    print_cases,
    print_diagnostics,
    show,
    show_json,
    stop,
    stop_on_errors,
)
from generator.diagnostics import Diagnostic, in_reading_order

if TYPE_CHECKING:
    from generator.live.preflight.allowed import Allowed
    from generator.live.preflight.result import Result


def preflight(
    specs: Specs,
    allow: Annotated[
        list[str] | None,
        typer.Option(
            "--allow",
            metavar="CODE[=ADDRESS]",
            help="Let what failed or is not known pass, as a warning: its code and, unless it may be anywhere, its "
            "address, as they are printed.",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            help="Look only at this: a stack, STACK/DATABASE, STACK/keys/NAME; can be repeated.",
            show_default=False,
            autocompletion=complete_addresses,
        ),
    ] = None,
    passed_too: Annotated[bool, typer.Option("--all", help="Show what passed as well.")] = False,
    verbose: VerboseOption = False,
    format: FormatOption = Format.TEXT,
) -> None:
    """Ask both clouds whether the next apply will work: accounts, keys, policies, roles and their trust, databases.

    What the apply will make is judged as the spec says, what it will find as it is. Nothing is changed.

    Exit codes: 0 all passed, perhaps with warnings; 2 something failed; 1 nothing failed, but something is not known.

    Example: adbkms preflight specs/ --format github
    """
    from generator.live.preflight.allowed import let_pass
    from generator.live.preflight.preflight import preflight as preflight_of
    from generator.live.preflight.subjects import subjects_of, unknown_addresses
    from generator.rules import check_rules
    from generator.spec.load import load_spec

    allowed = _allowed(allow or [], format)
    spec, found = load_spec(specs)
    found += check_rules(spec)
    stop_on_errors([*found, *unknown_addresses(spec, only or ())], format)
    clouds = connect(verbose)
    with progress("Asking the clouds", len(subjects_of(spec, only or ()))) as done:
        results = preflight_of(spec, clouds.ask, only or (), done)
    results, idle = let_pass(results, allowed)
    _print(results, [*found, *idle], passed_too, format)
    stop(_exit_code(results))


def _allowed(texts: Sequence[str], format: Format) -> list[Allowed]:
    from generator.live.preflight.allowed import parse_allowed

    allowed = [parse_allowed(text) for text in texts]
    stop_on_errors([one for one in allowed if isinstance(one, Diagnostic)], format)
    return [one for one in allowed if not isinstance(one, Diagnostic)]


def _print(results: Sequence[Result], others: Sequence[Diagnostic], passed_too: bool, format: Format) -> None:
    diagnostics = [*others, *(one for result in results if (one := result.diagnostic()))]
    if format is Format.TEXT:
        from generator.cli.preflight_text import preflight_text
        from generator.cli.width import text_width

        print_diagnostics(others, format)
        show(preflight_text(results, passed_too=passed_too, width=text_width(), paint=paint()))
    elif format is Format.JSON:
        show_json(_as_json(results, diagnostics))
    elif format is Format.JUNIT:
        from generator.cli.preflight_junit import preflight_cases

        print_cases(preflight_cases(results, in_reading_order(others)))
    else:
        print_diagnostics(diagnostics, format)


def _as_json(results: Sequence[Result], diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """The shape of `terraform validate -json`, and every outcome beside it. What is not known is not valid."""
    from generator.live.preflight.as_json import checks_as_json
    from generator.report.json import json_text

    tree: dict[str, Any] = json.loads(json_text(in_reading_order(diagnostics)))
    return tree | {"valid": _exit_code(results) == FINE, "checks": checks_as_json(results)}


def _exit_code(results: Sequence[Result]) -> int:
    outcomes = {one.outcome.value for one in results}
    if "failed" in outcomes:
        return FINDINGS
    return ERROR if "not_known" in outcomes else FINE
