"""python-oracledb for real, as far as it goes without a database: every failure has a cause and a fix."""

from __future__ import annotations

import gc
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.oracle.connect import Logon, Timeouts, ask_oracle_user
from generator.live.oracle.connect_string import Dsn, Source
from generator.live.oracle.deadline import ATTEMPT
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
from tests.live.oracle.wallets import PASSWORD, server_tls, write_wallet

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


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """TLS of a server that this machine trusts."""
    folder = write_wallet(tmp_path / "server", "x", is_encrypted=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ewallet.pem"))
    return server_tls(folder)


def asked(
    dsn: str, wallet: Wallet | None = None, timeouts: Timeouts = SHORT, source: Source = Source.OPTION
) -> NotKnown:
    """Why the database does not answer; nothing secret is in it."""
    lines: list[str] = []
    answer = ask_oracle_user(
        Dsn(dsn, source), Logon("ADMIN", Secret(DATABASE_PASSWORD), wallet), timeouts, lines.append
    )
    assert isinstance(answer, NotKnown)
    said = f"{answer} {lines}"
    assert not any(secret in said for secret in (DATABASE_PASSWORD, PASSWORD, "planted"))
    assert answer.fix.endswith(".")
    return answer


def at(port: int) -> str:
    return f"127.0.0.1:{port}/orders"


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


@pytest.mark.parametrize("is_tls_done", [False, True])
def test_a_server_that_says_nothing_is_not_waited_for(tls: ssl.SSLContext, is_tls_done: bool) -> None:
    with server(says_nothing, tls if is_tls_done else None) as port:
        answer = asked(at(port))

    assert answer.summary == f"127.0.0.1:{port} does not answer in time"
    assert "stopped" in answer.fix


@pytest.mark.parametrize(
    ("handle", "is_tls_done", "said"),
    [
        (closes, True, "127.0.0.1:PORT has closed the connection"),
        (closes, False, "TLS with 127.0.0.1:PORT fails"),
        (speaks_http, False, "TLS with 127.0.0.1:PORT fails"),
    ],
)
def test_a_server_that_goes_away_or_speaks_no_tls(
    tls: ssl.SSLContext, handle: Handle, is_tls_done: bool, said: str
) -> None:
    with server(handle, tls if is_tls_done else None) as port:
        answer = asked(at(port), timeouts=Timeouts(5, 5))

    assert (answer.cause, answer.summary.replace(str(port), "PORT")) == (Cause.UNREACHABLE, said)


@pytest.mark.parametrize("packet_type", range(1, 20))
def test_a_server_that_sends_garbage_is_no_traceback(tls: ssl.SSLContext, packet_type: int) -> None:
    with server(sends_garbage(packet_type), tls) as port:
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
def test_a_listener_that_refuses(tls: ssl.SSLContext, code: int, said: str, fix: str) -> None:
    with server(refuses(code), tls) as port:
        answer = asked(at(port), timeouts=Timeouts(5, 5))

    assert answer.cause is Cause.UNREACHABLE
    assert answer.summary.startswith(f"{said} (127.0.0.1:{port}, ")
    assert fix in answer.fix


@pytest.mark.parametrize(
    ("dsn", "said"),
    [
        ("(DESCRIPTION=(planted", "The DSN cannot be read"),
        ("orders_low", "--dsn is a name, and there is no tnsnames.ora"),
        ("planted planted/x", "The DSN cannot be read"),
        ("(DESCRIPTION=(ADDRESS=(PROTOCOL=udp)(HOST=planted)))", "The protocol of the DSN is not known"),
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
