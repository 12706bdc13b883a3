"""Oracle's user, as `adbkms discover` finds it: given, or asked of the databases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.cli.clouds import progress
from generator.cli.discover_logon import LogonOptions, logon_of, without_driver
from generator.diagnostics import Diagnostic

if TYPE_CHECKING:
    from generator.live.clouds import Clouds
    from generator.live.discover.discovery import Discovery
    from generator.spec.databases import SpecDatabase


def find_users(
    places: Sequence[SpecDatabase],
    to_ask: Sequence[SpecDatabase],
    known: Discovery,
    clouds: Clouds,
    options: LogonOptions,
    dsn: str | None,
    arn: str | None,
) -> Discovery:
    """What is given as `arn`, or what the databases `to_ask` say, by `dsn` or by the ways that OCI knows. A password is
    asked for, or fetched, when there is a database that it is of use for."""
    from generator.live.concurrently import concurrently
    from generator.live.discover.asking import ask_database, way_to
    from generator.live.discover.discover import ocid_of
    from generator.live.discover.discovery import Discovery
    from generator.live.discover.oracle_users import discover_users, given_user
    from generator.live.oracle.connect_string import Dsn

    if arn is not None:
        return given_user(places, arn)
    there = [place for place in to_ask if dsn is not None or ocid_of(place, known)]
    if not there or known.contradictions:
        return Discovery()
    if refusal := without_driver(there):
        return discover_users(places, {place.address: refusal for place in there})

    has_wallet = options.wallet is not None

    def way(place: SpecDatabase) -> Dsn | Diagnostic:
        return Dsn(dsn) if dsn else way_to(place, ocid_of(place, known) or "", clouds.ask, has_wallet=has_wallet)

    with progress("Looking for ways to the databases", len(there)) as done:
        ways = dict(zip(there, concurrently(there, way, done), strict=True))
    answers = {place.address: one for place, one in ways.items() if isinstance(one, Diagnostic)}
    open_ways = [(place, one) for place, one in ways.items() if not isinstance(one, Diagnostic)]
    if not open_ways:
        return discover_users(places, answers)
    logon = logon_of(options, [place for place, _ in open_ways], clouds)
    if isinstance(logon, Diagnostic):
        return discover_users(places, {**answers, **{place.address: logon for place, _ in open_ways}})
    shown = clouds.connections.shown
    with progress("Asking databases", len(open_ways)) as done:
        said = concurrently(open_ways, lambda one: ask_database(*one, logon, shown=shown), done)
    answers_too = {place.address: one for (place, _), one in zip(open_ways, said, strict=True)}
    return discover_users(places, {**answers, **answers_too})
