"""Nobody answers, or not to the end, or somebody who is not OCI."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.connections import Connections
from generator.live.oci.connection import OciConnections
from generator.live.oci.databases import Database, DatabasesIn
from generator.live.oci.live_database import LiveDatabase
from generator.live.oci.work_requests import LastWorkRequest
from generator.live.questions import Ask
from tests.live.oci.conftest import HERE
from tests.live.oci.odd_server import OddServer, closed_port, odd_server, self_signed, silent_server
from tests.live.trickling_server import Trickle, trickling, trickling_server
from tests.oci_service import COMPARTMENT, DATABASE, Breakage, DatabaseRecord, Delay, OciService

THE_DATABASE = Database(HERE, DATABASE)
CHECK_THE_NETWORK = (
    "Check the network, the region us-ashburn-1, the proxy (HTTPS_PROXY), and ADBKMS_OCI_ENDPOINT if you have set it."
)
CHECK_WHO_ANSWERS = (
    "Check that a proxy or ADBKMS_OCI_ENDPOINT does not lead to something other than OCI, and run it again."
)


@pytest.fixture(autouse=True)
def _configuration(oci_config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCI_CONFIG_FILE", str(oci_config))


def test_a_connection_that_is_refused(ask: Ask, shown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    address = closed_port()
    monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

    assert ask(THE_DATABASE) == NotKnown(
        Cause.UNREACHABLE,
        f"{address.removeprefix('http://')} cannot be reached: connection refused",
        CHECK_THE_NETWORK,
    )
    assert [re.sub(r"\d+ ms", "7 ms", line) for line in shown] == [
        "OCI database GetAutonomousDatabase us-ashburn-1 -> connection refused in 7 ms",
        "OCI database GetAutonomousDatabase us-ashburn-1 -> connection refused in 7 ms (attempt 2)",
        "OCI database GetAutonomousDatabase us-ashburn-1 -> connection refused in 7 ms (attempt 3)",
    ]


def test_a_name_that_nobody_knows(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fails)

    assert ask(THE_DATABASE) == NotKnown(
        Cause.UNREACHABLE,
        "database.us-ashburn-1.oraclecloud.com cannot be reached: host name not known",
        CHECK_THE_NETWORK,
    )


def test_an_answer_that_does_not_come(
    shown: list[str], oci_service: OciService, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections = Connections(oci=OciConnections(shown.append, first_wait=0, timeouts=(5.0, 0.05)))
    with silent_server() as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

        assert THE_DATABASE.asked_of(connections) == NotKnown(
            Cause.UNREACHABLE,
            f"{address.removeprefix('http://')} cannot be reached: no answer in time",
            CHECK_THE_NETWORK,
        )
    assert len(shown) == 3


@trickling
def test_an_answer_that_trickles_in(shown: list[str], monkeypatch: pytest.MonkeyPatch, trickle: Trickle) -> None:
    """The next byte is there in time, again and again, and the answer never."""
    connections = Connections(oci=OciConnections(shown.append, first_wait=0, most_seconds=0.2))
    with trickling_server(trickle) as server:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", server.address)

        assert THE_DATABASE.asked_of(connections) == NotKnown(
            Cause.UNREACHABLE,
            f"{server.address.removeprefix('http://')} cannot be reached: no answer in time",
            CHECK_THE_NETWORK,
        )
    assert (len(shown), server.requests) == (3, 3)


def test_a_proxy_whose_answer_trickles_in(shown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    connections = Connections(oci=OciConnections(shown.append, first_wait=0, most_seconds=0.2))
    with trickling_server(Trickle.HEADER) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.address)
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", "https://database.example")

        answer = THE_DATABASE.asked_of(connections)

    assert isinstance(answer, NotKnown)
    assert (answer.cause, server.requests) == (Cause.UNREACHABLE, 3)
    assert answer.summary == "database.example cannot be reached: no answer in time"


def test_an_answer_that_comes_late(oci_environment: OciService, ask: Ask) -> None:
    oci_environment.put(DatabaseRecord())
    oci_environment.fail(Delay(0.05))

    answer = ask(THE_DATABASE)
    assert isinstance(answer, LiveDatabase)


@pytest.mark.parametrize(
    "breakage, cause, words, fix",
    [
        (
            Breakage.CUT_OFF,
            Cause.SERVICE_ERROR,
            "breaks off in the middle of its answer at every attempt",
            "Run it again; if it stays so, look for a proxy or a firewall on the way.",
        ),
        (
            Breakage.CLOSED,
            Cause.UNREACHABLE,
            "cannot be reached: connection closed before the end of the answer",
            CHECK_THE_NETWORK,
        ),
    ],
)
def test_an_answer_that_breaks_off(
    oci_environment: OciService, ask: Ask, breakage: Breakage, cause: Cause, words: str, fix: str
) -> None:
    oci_environment.put(DatabaseRecord())
    oci_environment.fail(breakage)

    host = oci_environment.endpoint.removeprefix("http://")
    assert ask(THE_DATABASE) == NotKnown(cause, f"{host} {words}", fix)
    assert oci_environment.traffic.count() == 3

    oci_environment.heal()
    oci_environment.fail(breakage, times=2)

    answer = ask(THE_DATABASE)
    assert isinstance(answer, LiveDatabase)


@pytest.mark.parametrize(
    "body, why",
    [
        (b"<html>Sign in to the hotel's network</html>", "it is not JSON"),
        (b'{"id": "ocid1.autonomousdatabase.oc1.iad.orders", "dbName"', "it is not JSON"),
        (b"", "it is not JSON"),
        (b"null", "Expected `object`, got `null`"),
        (b"[]", "Expected `object`, got `array`"),
        (b"{}", "Object missing required field `id`"),
        (b'{"id": 7}', "Expected `str`, got `int` - at `$.id`"),
        (
            b'{"id": "a", "dbName": "B", "compartmentId": "c", "lifecycleState": "AVAILABLE",'
            b' "encryptionKeyHistoryEntry": [{"timeActivated": "yesterday"}]}',
            "Invalid RFC3339 encoded datetime - at `$.encryptionKeyHistoryEntry[0].timeActivated`",
        ),
        *(
            (
                b'{"id": "a", "dbName": "B", "compartmentId": "c", "lifecycleState": "AVAILABLE",'
                b' "%b": [{"timeActivated": "%b"}]}' % (history, time),
                f"Expected a time of the years 1 to 9999 - at `$.{history.decode()}[0]`",
            )
            for history in (b"encryptionKeyHistoryEntry", b"keyHistoryEntry")
            for time in (b"0001-01-01T00:00:00+05:00", b"9999-12-31T23:59:59-05:00")
        ),
    ],
)
def test_an_answer_that_is_not_ocis(ask: Ask, monkeypatch: pytest.MonkeyPatch, body: bytes, why: str) -> None:
    with odd_server(OddServer(200, body)) as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

        assert ask(THE_DATABASE) == NotKnown(
            Cause.SERVICE_ERROR,
            f"{address.removeprefix('http://')} answers something that cannot be read: {why}",
            CHECK_WHO_ANSWERS,
        )


def test_a_refusal_that_is_not_ocis(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    with odd_server(OddServer(418, b"<html>\n<b>no</b>\n</html>")) as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

        answer = ask(THE_DATABASE)

    assert isinstance(answer, NotKnown)
    assert answer.summary == "OCI refuses the request: 418"


def test_a_work_request_of_a_time_that_there_is_not(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    body = b'[{"id": "a", "operationType": "b", "status": "FAILED", "timeAccepted": "0001-01-01T00:00:00+05:00"}]'
    with odd_server(OddServer(200, body)) as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

        answer = ask(LastWorkRequest(HERE, COMPARTMENT, DATABASE))

    assert isinstance(answer, NotKnown)
    assert answer.summary.endswith("cannot be read: Expected a time of the years 1 to 9999 - at `$[0]`")


@pytest.mark.parametrize("body", [b'{"items": null}', b'{"code": "none"}', b'["none"]'])
def test_a_list_that_is_none(ask: Ask, monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    with odd_server(OddServer(200, body)) as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

        answer = ask(DatabasesIn(HERE, COMPARTMENT))
        assert isinstance(answer, NotKnown)


def test_a_list_without_an_end(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    with odd_server(OddServer(200, b"[]", {"opc-next-page": "again"})) as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

        answer = ask(DatabasesIn(HERE, COMPARTMENT))

    assert answer == NotKnown(
        Cause.SERVICE_ERROR,
        f"{address.removeprefix('http://')} answers something that cannot be read: list_autonomous_databases does not "
        "come to its last page",
        CHECK_WHO_ANSWERS,
    )


def test_a_certificate_that_is_not_trusted(
    ask: Ask, shown: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with odd_server(OddServer(200, b"{}"), self_signed(tmp_path)) as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

        assert ask(THE_DATABASE) == NotKnown(
            Cause.UNREACHABLE,
            f"{address.removeprefix('https://')} cannot be reached: its certificate is not trusted, or TLS fails",
            "Where a company's proxy or endpoint has a certificate of its own, set REQUESTS_CA_BUNDLE to its "
            "authority.",
        )
    assert len(shown) == 1


@pytest.mark.parametrize(
    "value",
    [
        "localhost:8080",
        "ftp://localhost",
        "https://",
        "https://[::1]:8080",
        "https://user:pa55w0rd@localhost",
        "https://localhost/pa55w0rd",
        "https://localhost?pa55w0rd",
        "https://localhost:pa55w0rd",
        "https://local host",
    ],
)
def test_an_endpoint_that_is_none(ask: Ask, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", value)

    assert ask(THE_DATABASE) == NotKnown(
        Cause.UNREACHABLE,
        "ADBKMS_OCI_ENDPOINT is not the address of an endpoint",
        "Set ADBKMS_OCI_ENDPOINT to `https://HOST` or `https://HOST:PORT`, without a user, a path or a query, or unset "
        "it to use OCI's own endpoints.",
    )
