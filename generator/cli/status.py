"""`adbkms status`."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.clouds import VerboseOption, connect, progress
from generator.cli.completion import complete_databases
from generator.cli.options import Format, Specs
from generator.cli.output import (
    ERROR,
    FINDINGS,
    FINE,
    NO_DATABASES,
    paint,
    print_cases,
    print_diagnostics,
    say,
    show,
    show_json,
    stop,
    stop_on_errors,
)

if TYPE_CHECKING:
    from generator.live.clouds import Clouds
    from generator.live.status.database_status import DatabaseStatus
    from generator.spec.load import Spec
    from generator.stages import Place

_INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it
_DURATION = re.compile(r"(?:(?P<h>[0-9]+)h)?(?:(?P<m>[0-9]+)m)?(?:(?P<s>[0-9]+(?:\.[0-9]+)?)s?)?")
_DURATION_HELP = "in seconds, or as 90s, 10m, 1h30m"


class StatusFormat(StrEnum):
    """How the answer is printed."""

    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"


def seconds_of(text: str, option: str) -> float:
    """A duration in seconds: `90`, `0.5`, `90s`, `10m`, `1h30m`."""
    match = _DURATION.fullmatch(text)
    if not text or match is None:
        raise typer.BadParameter(f'"{text}" is no duration. Give it {_DURATION_HELP}.', param_hint=option)
    hours, minutes, seconds = (float(match[unit] or 0) for unit in "hms")
    return hours * 3600 + minutes * 60 + seconds


def status(
    specs: Specs,
    databases: Annotated[
        list[str] | None,
        typer.Option(
            "--database",
            metavar="STACK/DATABASE",
            help="Only this database; can be repeated.",
            show_default=False,
            autocompletion=complete_databases,
        ),
    ] = None,
    history: Annotated[
        bool,
        typer.Option(
            "--history",
            help="Show the keys that each database has had, as the console does; a single one's are shown anyway.",
        ),
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on looking until OCI is done with the databases.")] = False,
    timeout: Annotated[
        str,
        typer.Option(metavar="TIME", help=f"How long to watch, {_DURATION_HELP}. A look that has begun is finished."),
    ] = "60m",
    interval: Annotated[
        str, typer.Option(metavar="TIME", help=f"From one look to the next, {_DURATION_HELP}.")
    ] = "15s",
    format: Annotated[
        StatusFormat, typer.Option("--format", help="How the answer is printed; as junit each database is a test.")
    ] = StatusFormat.TEXT,
    verbose: VerboseOption = False,
) -> None:
    """Show whether the clouds are what the spec says: for every database its key, role, endpoint and state, what is
    wanted beside what is found, and since when.

    Exit codes: 0 everything matches; 2 something differs; 1 nothing differs, but something is missing or not known.

    Example: adbkms status specs/ --watch --timeout 30m
    """
    from generator.live.status.as_json import as_json
    from generator.live.status.status import statuses
    from generator.spec.databases import databases_of
    from generator.stages import Place

    longest, pause = seconds_of(timeout, "--timeout"), seconds_of(interval, "--interval")
    if not pause:
        raise typer.BadParameter("There has to be some time between two looks.", param_hint="--interval")
    spec = _read(specs, databases or [], Format(format.value))
    clouds = connect(verbose)
    chosen = databases_of(spec, databases or ())
    if not chosen:
        say(NO_DATABASES)
    begin = time.monotonic()
    with progress("Looking at databases", len(chosen)) as done:
        found: Sequence[DatabaseStatus] = statuses(spec, clouds.ask, databases or (), done)
    if watch:
        found = _watch(spec, found, clouds, begin, longest, pause)
    place = Place(specs, None, is_current=False)
    if format is StatusFormat.JSON:
        show_json(as_json(found))
    elif format is StatusFormat.JUNIT:
        from generator.cli.status_junit import status_cases

        print_cases(status_cases(found, place.spec))
    elif found:
        _show(found, spec, place, history)
    stop(_exit_code(found))


def _show(found: Sequence[DatabaseStatus], spec: Spec, place: Place, history: bool) -> None:
    from generator.cli.status_text import status_text
    from generator.cli.width import table_width, text_width

    spec_of = {loaded.name: place.spec_of(loaded) for loaded in spec.stacks}
    show(
        status_text(
            found,
            place.spec,
            spec_of,
            with_history=history,
            width=text_width(),
            table_width=table_width(),
            paint=paint(),
        )
    )


def _read(specs: list[str], databases: Sequence[str], format: Format) -> Spec:
    from generator.live.status.status import unknown_names
    from generator.rules import check_rules
    from generator.spec.load import load_spec

    spec, diagnostics = load_spec(specs)
    diagnostics += check_rules(spec)
    stop_on_errors(diagnostics, format)
    stop_on_errors(unknown_names(spec, databases), format)
    print_diagnostics(diagnostics, Format.TEXT)  # standard output is the answer's
    return spec


def _watch(
    spec: Spec, first: Sequence[DatabaseStatus], clouds: Clouds, begin: float, timeout: float, interval: float
) -> Sequence[DatabaseStatus]:
    """The last look. Ctrl-C ends the command, and nothing in the clouds."""
    from generator.cli.status_watch import time_is_over, watching
    from generator.live.status.watch import watch

    looks = watch(
        spec,
        first,
        lambda: clouds.again().ask,
        begin=begin,
        timeout=timeout,
        interval=interval,
        clock=time.monotonic,
        sleep=time.sleep,
    )
    try:
        with watching() as show:
            for look in looks:
                show(look)
    except KeyboardInterrupt:
        say("Stopped watching. What is under way in OCI goes on.")
        stop(_INTERRUPTED)
    if look.is_timed_out:
        for message in time_is_over(look):
            say(message)
    return look.statuses


def _exit_code(found: Sequence[DatabaseStatus]) -> int:
    if any(one.matches is False for one in found):
        return FINDINGS
    return FINE if all(one.matches for one in found) else ERROR
