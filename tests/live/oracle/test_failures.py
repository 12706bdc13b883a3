"""What Oracle's error codes mean to whoever runs `adbkms discover`; no text of an exception is repeated."""

from __future__ import annotations

import socket

import oracledb
import pytest

from generator.live.answers import Cause
from generator.live.oracle.failures import failure

TEXT = "planted text of the driver with user/planted-password@host"


def database_error(code: str) -> oracledb.DatabaseError:
    """As the driver raises it for what a database says."""
    return oracledb.DatabaseError(f"{code}: {TEXT}")


@pytest.mark.parametrize(
    ("code", "cause", "summary", "fix"),
    [
        ("ORA-01017", Cause.NO_CREDENTIALS, "The user or the password is wrong", "several failed attempts"),
        ("ORA-28000", Cause.NO_CREDENTIALS, "The account is locked", "ACCOUNT UNLOCK"),
        ("ORA-28001", Cause.EXPIRED, "The password has expired", "Set a new one"),
        ("ORA-01045", Cause.NOT_PERMITTED, "The user may not log on", "GRANT CREATE SESSION"),
        ("ORA-00942", Cause.NOT_PERMITTED, "The user does not see CLOUD_INTEGRATIONS", "DWROLE"),
        ("ORA-01031", Cause.NOT_PERMITTED, "The user lacks a privilege", "DWROLE"),
        ("ORA-12506", Cause.UNREACHABLE, "The access list of the database does not let you in", "access list"),
        ("ORA-12514", Cause.UNREACHABLE, "The listener does not know the database's service", "service name"),
        ("ORA-01033", Cause.UNREACHABLE, "The database is starting or stopping", "AVAILABLE"),
        ("ORA-01034", Cause.UNREACHABLE, "The database is not running", "Start it"),
        ("DPY-4024", Cause.UNREACHABLE, "The database does not answer in time", "access list"),
        ("DPY-6006", Cause.UNREACHABLE, "The server's certificate is of somebody else", "1522"),
        ("ORA-00600", Cause.SERVICE_ERROR, "The database answers with an error", "state in OCI"),
    ],
)
def test_a_code_is_a_cause_and_a_fix(code: str, cause: Cause, summary: str, fix: str) -> None:
    found = failure(database_error(code), "db:1522")

    assert (found.cause, found.summary) == (cause, f"{summary} (db:1522, {code})")
    assert fix in found.fix
    assert "planted" not in str(found)


def test_what_is_below_the_drivers_error_says_more() -> None:
    outer = database_error("DPY-6005")
    outer.__cause__ = socket.gaierror(socket.EAI_NONAME, "planted")

    assert failure(outer, "db:1522").summary == "There is no host of that name: db:1522"


def test_an_error_that_nobody_foresaw_is_named_by_its_kind() -> None:
    found = failure(ValueError(TEXT), "db:1522")

    assert found.summary == "The database answers with an error (db:1522, ValueError)"
