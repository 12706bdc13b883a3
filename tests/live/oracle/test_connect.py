"""python-oracledb for real, as far as it goes without a database: every failure has a cause and a fix."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.oracle.connect import ATTEMPT, Logon, Timeouts, ask_oracle_user
from generator.live.oracle.wallet import Wallet
from generator.live.secret import Secret
from tests.live.oracle.servers import (
    Handle,
    closed_port,
    closes,
    refuses,
    says_nothing,
    sends_garbage,
    server,
    speaks_http,
)
from tests.live.oracle.wallets import PASSWORD, write_wallet

DATABASE_PASSWORD = "planted-database-password"
SHORT = Timeouts(connect=0.2, call=0.2)

# The driver leaves sockets of failed attempts to the collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Attempts that were given up end with their server, and their sockets before the next test."""
    yield
    for thread in threading.enumerate():
        if thread.name == ATTEMPT:
            thread.join(10)
            assert not thread.is_alive()
    gc.collect()


def asked(dsn: str, wallet: Wallet | None = None, timeouts: Timeouts = SHORT) -> NotKnown:
    """Why the database does not answer; nothing secret is in it."""
    lines: list[str] = []
    answer = ask_oracle_user(dsn, Logon("ADMIN", Secret(DATABASE_PASSWORD), wallet), timeouts, lines.append)
    assert isinstance(answer, NotKnown)
    said = f"{answer} {lines}"
    assert not any(secret in said for secret in (DATABASE_PASSWORD, PASSWORD, "planted"))
    assert answer.fix.endswith(".")
    return answer


def at(port: int, protocol: str = "tcp") -> str:
    return f"{protocol}://127.0.0.1:{port}/orders"


def descriptor(port: int) -> str:
    """As OCI gives it: with twenty retries, three seconds apart."""
    address = f"(ADDRESS=(PROTOCOL=tcps)(PORT={port})(HOST=127.0.0.1))"
    return f"(DESCRIPTION=(RETRY_COUNT=20)(RETRY_DELAY=3){address}(CONNECT_DATA=(SERVICE_NAME=orders)))"


def test_nobody_listens_and_twenty_retries_are_not_made() -> None:
    port, began = closed_port(), time.monotonic()

    for dsn in (at(port), descriptor(port)):
        answer = asked(dsn)

        assert (answer.cause, answer.summary) == (Cause.UNREACHABLE, f"127.0.0.1:{port} refuses the connection")
        assert "access list" in answer.fix
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("protocol", ["tcp", "tcps"])
def test_a_server_that_says_nothing_is_not_waited_for(protocol: str) -> None:
    with server(says_nothing) as port:
        answer = asked(at(port, protocol))

    assert answer.summary == f"127.0.0.1:{port} does not answer in time"
    assert "stopped" in answer.fix


@pytest.mark.parametrize(
    ("handle", "protocol", "said"),
    [
        (closes, "tcp", "127.0.0.1:PORT has closed the connection"),
        (closes, "tcps", "TLS with 127.0.0.1:PORT fails"),
        (speaks_http, "tcps", "TLS with 127.0.0.1:PORT fails"),
    ],
)
def test_a_server_that_goes_away_or_speaks_no_tls(handle: Handle, protocol: str, said: str) -> None:
    with server(handle) as port:
        answer = asked(at(port, protocol), timeouts=Timeouts(5, 5))

    assert (answer.cause, answer.summary.replace(str(port), "PORT")) == (Cause.UNREACHABLE, said)


@pytest.mark.parametrize("packet_type", range(1, 20))
def test_a_server_that_sends_garbage_is_no_traceback(packet_type: int) -> None:
    with server(sends_garbage(packet_type)) as port:
        asked(at(port), timeouts=Timeouts(0.5, 0.5))


@pytest.mark.parametrize(
    ("code", "said", "fix"),
    [
        (12506, "The access list of the database does not let you in", "access list in OCI"),
        (12514, "The listener does not know the database's service", "service name"),
        (12505, "The listener does not know the database's SID", "service name"),
        (12516, "The listener refuses the connection", "running"),
    ],
)
def test_a_listener_that_refuses(code: int, said: str, fix: str) -> None:
    with server(refuses(code)) as port:
        answer = asked(at(port), timeouts=Timeouts(5, 5))

    assert answer.cause is Cause.UNREACHABLE
    assert answer.summary.startswith(f"{said} (127.0.0.1:{port}, ")
    assert fix in answer.fix


@pytest.mark.parametrize(
    ("dsn", "said"),
    [
        ("(DESCRIPTION=(planted", "The DSN cannot be read"),
        ("orders_low", "--dsn is a name, and there is no tnsnames.ora"),
        ("udp://planted:1522/x", "The protocol of the DSN is not known"),
    ],
)
def test_a_dsn_that_leads_nowhere(dsn: str, said: str) -> None:
    answer = asked(dsn)

    assert (answer.cause, answer.summary[: len(said)]) == (Cause.SERVICE_ERROR, said)


def test_a_name_in_the_wallet_and_one_that_is_not(tmp_path: Path) -> None:
    port = closed_port()
    wallet = Wallet(str(write_wallet(tmp_path / "wallet", descriptor(port))), Secret(PASSWORD))

    assert asked("orders_low", wallet).summary == f"127.0.0.1:{port} refuses the connection"
    assert asked("orders_high", wallet).summary.startswith("The name in --dsn is not in tnsnames.ora")


def test_a_wallet_without_tnsnames(tmp_path: Path) -> None:
    folder = write_wallet(tmp_path / "wallet", "x")
    (folder / "tnsnames.ora").unlink()

    answer = asked("orders_low", Wallet(str(folder), Secret(PASSWORD)))

    assert answer.summary.startswith("There is no tnsnames.ora that can be read")


def test_mutual_tls_gets_as_far_as_the_server(tmp_path: Path) -> None:
    """The driver takes the wallet and its password, and it is the server that is no Oracle."""
    with server(speaks_http) as port:
        wallet = Wallet(str(write_wallet(tmp_path / "wallet", descriptor(port))), Secret(PASSWORD))
        answer = asked("orders_low", wallet, Timeouts(5, 5))

    assert answer.summary == f"TLS with 127.0.0.1:{port} fails"
