"""Asking a database as which user Oracle comes: first the way to it, which takes no password, then the question."""

from __future__ import annotations

from collections.abc import Callable

from generator.diagnostics import Diagnostic, Severity
from generator.live.access import oci_access
from generator.live.answers import Cause, NotKnown
from generator.live.discover.codes import DATABASE_ERROR, LOGON, NOT_FOUND, PRIVILEGE, UNREACHABLE, WALLET
from generator.live.discover.discovery import at
from generator.live.discover.tenancies import not_said_by_oci
from generator.live.oci.databases import Database
from generator.live.oracle.connect import Logon, Timeouts, ask_oracle_user
from generator.live.oracle.connect_string import Dsn, Source
from generator.live.oracle.dsn import best_profile
from generator.live.questions import Ask
from generator.spec.databases import SpecDatabase

_CODE_OF = {
    Cause.UNREACHABLE: UNREACHABLE,
    Cause.NO_CREDENTIALS: LOGON,
    Cause.EXPIRED: LOGON,
    Cause.NOT_PERMITTED: PRIVILEGE,
}
# In the other states of a database its service is open.
_CLOSED = frozenset(
    (
        "PROVISIONING",
        "STARTING",
        "STOPPING",
        "STOPPED",
        "RESTARTING",
        "UNAVAILABLE",
        "INACCESSIBLE",
        "RESTORE_IN_PROGRESS",
        "RESTORE_FAILED",
        "RECREATING",
        "STANDBY",
        "TERMINATING",
        "TERMINATED",
    )
)


def ask_database(
    place: SpecDatabase,
    dsn: Dsn,
    logon: Logon,
    timeouts: Timeouts | None = None,
    shown: Callable[[str], object] = lambda line: None,
) -> str | Diagnostic:
    """The ARN of Oracle's user for a database, or why it is not known. Blocks. `shown` is told where the connection
    goes to."""
    answer = ask_oracle_user(dsn, logon, timeouts or Timeouts(), shown)
    if not isinstance(answer, NotKnown):
        return answer
    return _refusal(place, _CODE_OF.get(answer.cause, DATABASE_ERROR), answer.summary, answer.fix)


def way_to(place: SpecDatabase, ocid: str, ask: Ask, *, has_wallet: bool) -> Dsn | Diagnostic:
    """The DSN by one of the database's own connection profiles, or why there is none."""
    database = ask(Database(oci_access(place.stack), ocid))
    if isinstance(database, NotKnown):
        why = not_said_by_oci(database, f"Oracle's user by {place.address}", place.loaded, ask)
        return at(place.loaded, ("databases", place.name), why)
    if database is None:
        return _refusal(place, NOT_FOUND, "there is no such database", f"Look at its `ocid`, {ocid}.")
    if database.state in _CLOSED:
        fix = "Start it in OCI, or wait until it is AVAILABLE, and run the command again."
        return _refusal(place, UNREACHABLE, f"the database is {database.state}", fix)
    profile = best_profile(database.connection_profiles, has_wallet)
    if profile is not None:
        return Dsn(profile.descriptor, Source.OCI)
    if database.connection_profiles:
        fix = "Download the wallet from OCI, unpack it, and give the folder: --wallet DIR."
        return _refusal(place, WALLET, "the database takes mutual TLS only", fix)
    return _refusal(place, UNREACHABLE, "OCI names no way to connect to it", "Give one: --dsn HOST:PORT/SERVICE.")


def _refusal(place: SpecDatabase, code: str, why: str, fix: str) -> Diagnostic:
    summary = f"Oracle's user by {place.address}: {why}"
    return place.loaded.diagnostic(Severity.WARNING, code, summary, fix, ("databases", place.name))
