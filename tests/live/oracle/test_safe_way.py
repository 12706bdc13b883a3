"""ADMIN's password goes to no server that an answer of OCI or a wallet's file has chosen, and nowhere without TLS."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.live.answers import NotKnown
from generator.live.oracle.connect import Logon, Timeouts, _parameters, ask_oracle_user
from generator.live.oracle.connect_string import Dsn, Source, look_up
from generator.live.oracle.wallet import Wallet
from generator.live.secret import Secret
from tests.live.oracle.servers import closes, refuses, server
from tests.live.oracle.wallets import PASSWORD, server_tls, write_wallet

# The driver leaves sockets of failed attempts to the collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

OPTION, WALLET, OCI = Source.OPTION, Source.WALLET, Source.OCI
WITHOUT_TLS = "asks for a connection without TLS"
ORACLE = "(ADDRESS=(PROTOCOL=tcps)(HOST=adb.us-ashburn-1.oraclecloud.com)(PORT=1521))"


def descriptor(*parts: str) -> str:
    return f"(DESCRIPTION={''.join(parts)}(CONNECT_DATA=(SERVICE_NAME=orders)))"


def address(host: str = "127.0.0.1", port: int = 1, protocol: str = "tcps") -> str:
    return f"(ADDRESS=(PROTOCOL={protocol})(HOST={host})(PORT={port}))"


def asked(text: str, source: Source, wallet: Wallet | None = None) -> str:
    """Why the database is not asked."""
    answer = ask_oracle_user(Dsn(text, source), Logon("ADMIN", Secret("planted-password"), wallet), Timeouts(2, 2))
    assert isinstance(answer, NotKnown)
    return answer.summary


def by(source: Source, text: str, folder: Path) -> str:
    """Why the database is not asked, with a connect string that comes from there."""
    if source is not WALLET:
        return asked(text, source)
    wallet = Wallet(str(write_wallet(folder / "wallet", text, is_encrypted=False)))
    return asked("orders_low", OPTION, wallet)


@contextmanager
def rogue() -> Iterator[tuple[int, list[socket.socket]]]:
    """The port of a server, and who has connected to it."""
    connected: list[socket.socket] = []

    def note(connection: socket.socket) -> None:
        connected.append(connection)
        closes(connection)

    with server(note) as port:
        yield port, connected


@pytest.mark.parametrize("source", Source)
@pytest.mark.parametrize(
    "text",
    [
        descriptor("{tcp}"),
        descriptor("(ADDRESS_LIST=", ORACLE, "{tcp})"),
        f"(DESCRIPTION_LIST={descriptor(ORACLE)}{descriptor('{tcp}')})",
        "tcp://127.0.0.1:{port}/orders",
    ],
)
def test_nobody_is_asked_without_tls(source: Source, text: str, tmp_path: Path) -> None:
    with rogue() as (port, connected):
        said = by(source, text.replace("{tcp}", address(port=port, protocol="tcp")).format(port=port), tmp_path)

    assert said.startswith(f"{source} {WITHOUT_TLS}")
    assert connected == []


@pytest.mark.parametrize("text", ["127.0.0.1:{port}/orders", descriptor("(ADDRESS=(HOST=127.0.0.1)(PORT={port}))")])
def test_what_names_no_protocol_means_tls(text: str) -> None:
    first: list[bytes] = []

    def note(connection: socket.socket) -> None:
        first.append(connection.recv(1))
        connection.close()

    with server(note) as port:
        asked(text.format(port=port), OPTION)

    assert first == [b"\x16"]  # a TLS handshake


@pytest.mark.parametrize("source", [WALLET, OCI])
def test_no_proxy_is_taken_from_there(source: Source, tmp_path: Path) -> None:
    part = ORACLE.replace("(PORT", "(HTTPS_PROXY=127.0.0.1)(HTTPS_PROXY_PORT=9)(PORT")

    assert by(source, descriptor(part), tmp_path) == f"{source} names a proxy"


@pytest.mark.parametrize("folder", ["MY_WALLET_DIRECTORY", "WALLET_LOCATION"])
def test_no_wallet_is_taken_from_ocis_answer(folder: str, tmp_path: Path) -> None:
    assert by(OCI, descriptor(f"{ORACLE}(SECURITY=({folder}=/tmp))"), tmp_path) == f"{OCI} names a wallet"


def test_what_a_wallet_says_of_its_own_folder_is_of_no_account(tmp_path: Path) -> None:
    folder = write_wallet(tmp_path / "wallet", descriptor(f"{ORACLE}(SECURITY=(MY_WALLET_DIRECTORY=/tmp))"))
    wallet = Wallet(str(folder), Secret(PASSWORD))

    found = look_up(Dsn("orders_low"), wallet)
    assert isinstance(found, Dsn)
    params = _parameters(found, Logon("ADMIN", Secret("x"), wallet), Timeouts())

    assert not isinstance(params, NotKnown)
    assert params.wallet_location == str(folder)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "oraclecloud.com",
        "adb.oraclecloud.com.example.com",
        "adboraclecloud.com",
        "adb.oraclegovcloud.com",
        "example.com\0.oraclecloud.com",
        "[x].oraclecloud.com",
        "adb.oraclecloud.com)(HOST=example.com",
        "",
    ],
)
def test_a_host_of_somebody_else_in_ocis_answer(host: str) -> None:
    for text in (descriptor(address(host)), descriptor(ORACLE, address(host))):
        assert asked(text, OCI).startswith("OCI's connection profile names a host that is not Oracle's: ")


def test_a_certificate_of_somebody_else_in_ocis_answer() -> None:
    for subject in ("CN=example.com", "O=Oracle,CN=example.com", "CN=example.com/adb.oraclecloud.com"):
        text = descriptor(ORACLE, f'(SECURITY=(SSL_SERVER_CERT_DN="{subject}"))')
        assert asked(text, OCI) == "OCI's connection profile names a certificate that is not Oracle's"


@pytest.mark.parametrize(
    "text",
    [
        # Of a database, of one with a private endpoint, and of one with an older connection string.
        "(description= (retry_count=20)(retry_delay=3)(address=(protocol=tcps)(port=1521)"
        "(host=adb.us-ashburn-1.oraclecloud.com))(connect_data=(service_name=x_low.adb.oraclecloud.com))"
        "(security=(ssl_server_dn_match=yes)))",
        "(description= (retry_count=20)(retry_delay=3)(address=(protocol=tcps)(port=1521)"
        "(host=orders1.adb.us-ashburn-1.oraclecloud.com))(connect_data=(service_name=x_low.adb.oraclecloud.com))"
        "(security=(ssl_server_dn_match=no)))",
        "(description= (address=(protocol=tcps)(port=1522)(host=adb.us-phoenix-1.oraclecloud.com))"
        "(connect_data=(service_name=x_low.atp.oraclecloud.com))(security=(ssl_server_cert_dn="
        '"CN=adwc.uscom-east-1.oraclecloud.com,OU=Oracle BMCS US,O=Oracle Corporation,L=Redwood City,C=US")))',
    ],
)
def test_what_oci_really_says_is_tried(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*arguments: object, **named: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", nobody)
    monkeypatch.setattr(socket, "getaddrinfo", nobody)

    assert ".oraclecloud.com:152" in asked(text, OCI)


@pytest.mark.parametrize("source", [WALLET, OCI])
def test_a_configuration_file_is_never_read(source: Source, tmp_path: Path) -> None:
    with rogue() as (port, connected):
        file = tmp_path / "config.json"
        file.write_text(json.dumps({"connect_descriptor": descriptor(address(port=port))}), "utf-8")

        said = by(source, f"config-file://{file}", tmp_path)

    assert (said, connected) == (f"{source} is not of a kind that adbkms takes", [])


@pytest.mark.parametrize("source", Source)
@pytest.mark.parametrize("opened", [10_000, 200_000])
def test_a_descriptor_that_would_end_the_process(source: Source, opened: int, tmp_path: Path) -> None:
    said = by(source, "(DESCRIPTION=" + "(A=" * opened + "1" + ")" * opened + ")", tmp_path)

    assert said.startswith((f"{source} is longer than", f"{source} has more than 32 parentheses"))


def test_the_name_of_the_server_is_looked_at_whatever_the_wallet_says(tmp_path: Path) -> None:
    """As OCI says for private endpoints. Who gives the connect string by --dsn may have it so."""
    folder = write_wallet(tmp_path / "wallet", "x", is_encrypted=False)
    with server(refuses(12514), server_tls(folder)) as port:
        text = descriptor(address("localhost", port), "(SECURITY=(SSL_SERVER_DN_MATCH=no))")
        (folder / "tnsnames.ora").write_text(f"orders_low = {text}", "utf-8")

        named = asked("orders_low", OPTION, Wallet(str(folder)))
        given = asked(text, OPTION, Wallet(str(folder)))

    assert named.startswith("The server's certificate is of somebody else")
    assert given.startswith("The listener does not know the database's service")


def test_an_answer_of_a_driver_that_finds_no_name_in_the_users_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tnsnames.ora").write_text(f"a b/x = {descriptor(address())}", "utf-8")
    monkeypatch.setenv("TNS_ADMIN", str(tmp_path))

    assert asked("a b/x", OPTION) == "The DSN cannot be read (the database, DPY-4026)"


def test_a_listener_of_this_machine_is_still_reached_by_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_wallet(tmp_path / "server", "x", is_encrypted=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ewallet.pem"))
    context: ssl.SSLContext = server_tls(folder)

    with server(refuses(12514), context) as port:
        assert "the database's service" in asked(descriptor(address(port=port)), OPTION)
