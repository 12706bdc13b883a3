"""Asking a database as which user Oracle comes: the way to it, and the question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, warning
from generator.live.access import oci_access
from generator.live.answers import Cause, NotKnown
from generator.live.codes import diagnostic_of
from generator.live.discover.codes import DATABASE_ERROR, LOGON, NOT_FOUND, PRIVILEGE, UNREACHABLE, WALLET
from generator.live.oci.databases import Database
from generator.live.oracle.connect import Logon, Timeouts, ask_oracle_user
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


@dataclass(frozen=True)
class Way:
    """How databases are asked. `dsn` is of one database; None for each one's own connection profiles. `shown` is told
    where a connection goes to."""

    logon: Logon
    dsn: str | None = None
    timeouts: Timeouts = field(default_factory=Timeouts)
    shown: Callable[[str], object] = lambda line: None


def ask_database(place: SpecDatabase, ocid: str | None, ask: Ask, way: Way) -> str | Diagnostic:
    """The ARN of Oracle's user for a database, or why it is not known. Needs the OCID if there is no DSN. Blocks."""
    dsn: str | Diagnostic = way.dsn if way.dsn is not None else _own_dsn(place, ocid or "", ask, way)
    if isinstance(dsn, Diagnostic):
        return dsn
    answer = ask_oracle_user(dsn, way.logon, way.timeouts, way.shown)
    if not isinstance(answer, NotKnown):
        return answer
    code = _CODE_OF.get(answer.cause, DATABASE_ERROR)
    return warning(code, f"Oracle's user by {place.address}: {answer.summary}", answer.fix)


def _own_dsn(place: SpecDatabase, ocid: str, ask: Ask, way: Way) -> str | Diagnostic:
    what = f"Oracle's user by {place.address}"
    database = ask(Database(oci_access(place.stack), ocid))
    if isinstance(database, NotKnown):
        return diagnostic_of(database, what)
    if database is None:
        return warning(NOT_FOUND, f"{what}: there is no such database", f"Look at its `ocid`, {ocid}.")
    if database.state in _CLOSED:
        fix = "Start it in OCI, or wait until it is AVAILABLE, and run the command again."
        return warning(UNREACHABLE, f"{what}: the database is {database.state}", fix)
    profile = best_profile(database.connection_profiles, way.logon.wallet is not None)
    if profile is not None:
        return profile.descriptor
    if database.connection_profiles:
        fix = "Download the wallet from OCI, unpack it, and give the folder: --wallet DIR."
        return warning(WALLET, f"{what}: the database takes mutual TLS only", fix)
    return warning(UNREACHABLE, f"{what}: OCI names no way to connect to it", "Give one: --dsn HOST:PORT/SERVICE.")
