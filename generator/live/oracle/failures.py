"""What goes wrong on the way to a database, in our own words.

Of an exception only its code counts, `ORA-…` or the driver's `DPY-…`. Its text may repeat the connect string, so it is
never shown.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator

from generator.live.answers import Cause, NotKnown
from generator.live.oracle.error_codes import ACCESS_LIST, BY_CODE, LISTENER, TLS

_CODE = re.compile(r"\b(?:ORA|DPY)-[0-9]{4,5}\b")


def failure(wrong: BaseException, where: str) -> NotKnown:
    """Why a database could not be asked. `where` is HOST:PORT, or "the database" while that is not known."""
    chain = list(_chain(wrong))
    codes = [code for one in chain for code in _CODE.findall(_message(one))]
    # The network's own reasons are below the driver's: connection refused, no such host, TLS.
    below = next((found for one in chain if (found := _network(one, where))), None)
    for code, (cause, summary, fix) in BY_CODE.items():
        if code in codes:
            return NotKnown(cause, f"{summary} ({where}, {code})", fix)
    if below:
        return below
    if "DPY-4011" in codes:
        return _closed(where)
    code = codes[0] if codes else type(wrong).__name__
    return NotKnown(Cause.SERVICE_ERROR, f"The database answers with an error ({where}, {code})", LISTENER)


def _chain(wrong: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = wrong
    while one is not None:
        yield one
        one = one.__cause__


def _message(wrong: BaseException) -> str:
    """The text of the driver's errors, which is only looked into for codes."""
    return str(wrong) if type(wrong).__module__.startswith("oracledb") else ""


def _network(wrong: BaseException, where: str) -> NotKnown | None:
    match wrong:
        case ssl.SSLCertVerificationError():
            summary, fix = f"The certificate of {where} is not trusted", TLS
        case ssl.SSLError():
            summary, fix = f"TLS with {where} fails", f"{TLS} {ACCESS_LIST}"
        case socket.gaierror():
            summary, fix = f"There is no host of that name: {where}", "Look at the DSN, and at the network's DNS."
        case ConnectionRefusedError():
            summary, fix = f"{where} refuses the connection", ACCESS_LIST
        case TimeoutError():
            summary, fix = f"{where} does not answer in time", ACCESS_LIST
        case ConnectionResetError() | BrokenPipeError():
            return _closed(where)
        case OSError():
            summary, fix = f"{where} cannot be reached: {wrong.strerror or type(wrong).__name__}", ACCESS_LIST
        case _:
            return None
    return NotKnown(Cause.UNREACHABLE, summary, fix)


def _closed(where: str) -> NotKnown:
    return NotKnown(Cause.UNREACHABLE, f"{where} has closed the connection", f"{ACCESS_LIST} {TLS}")
