"""Answers that OCI does not give: about something else, without an end, or with what must not be shown."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.oci.databases import Database, DatabasesIn
from generator.live.oci.guarded_answers import MOST_BYTES
from generator.live.oci.live_database import LiveDatabase
from generator.live.questions import Ask
from tests.live.oci.conftest import HERE
from tests.live.oci.odd_server import OddServer, odd_server
from tests.oci_service import COMPARTMENT, DATABASE, DatabaseRecord, OciService

THE_DATABASE = Database(HERE, DATABASE)
FIELDS = {"id": DATABASE, "dbName": "ORDERS", "compartmentId": COMPARTMENT, "lifecycleState": "AVAILABLE"}


@pytest.fixture(autouse=True)
def _configuration(oci_config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCI_CONFIG_FILE", str(oci_config))


def why(ask: Ask, monkeypatch: pytest.MonkeyPatch, odd: OddServer) -> str:
    """What is said of an answer about a database."""
    with odd_server(odd) as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)
        answer = ask(THE_DATABASE)
    assert isinstance(answer, NotKnown)
    assert answer.cause is Cause.SERVICE_ERROR
    return answer.summary.removeprefix(f"{address.removeprefix('http://')} answers something that cannot be read: ")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lifecycleState", "A" * 101),
        ("lifecycleState", "UPDATING\n::error::all keys deleted"),
        ("dbName", "A" * 2049),
        ("displayName", "A" * 301),
        ("kmsKeyId", "a key"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_text_that_no_cloud_has(ask: Ask, monkeypatch: pytest.MonkeyPatch, field: str, value: str) -> None:
    said = why(ask, monkeypatch, OddServer(200, json.dumps({**FIELDS, field: value}).encode()))

    assert said.startswith("Expected `str` ") and said.endswith(f" - at `$.{field}`")


def test_details_are_one_line_that_is_cut(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    details = {"lifecycleDetails": "no \n" * 1000, "kmsKeyLifecycleDetails": f"token: {'x' * 40}"}
    with odd_server(OddServer(200, json.dumps({**FIELDS, **details}).encode())) as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)
        answer = ask(THE_DATABASE)

    assert isinstance(answer, LiveDatabase)
    assert answer.state_details == "no " * 99 + "no…"
    assert answer.key_state == ""


def test_another_database(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    body = json.dumps({**FIELDS, "id": "ocid1.x;curl", "lifecycleState": "STOPPED"}).encode()

    assert why(ask, monkeypatch, OddServer(200, body)) == (
        f"What answers for OCI's service database in us-ashburn-1 has another database than {DATABASE}"
    )


def test_an_ocid_in_capitals_is_the_same(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    body = json.dumps({**FIELDS, "id": DATABASE.upper()}).encode()
    with odd_server(OddServer(200, body)) as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

        answer = ask(THE_DATABASE)
        assert isinstance(answer, LiveDatabase)


@pytest.mark.parametrize(
    "odd",
    [
        OddServer(200, b" " * (MOST_BYTES + 1)),
        OddServer(200, gzip.compress(b" " * (MOST_BYTES + 1)), {"Content-Encoding": "gzip"}),
    ],
    ids=["as it comes", "unpacked"],
)
def test_an_answer_without_an_end(ask: Ask, monkeypatch: pytest.MonkeyPatch, odd: OddServer) -> None:
    assert why(ask, monkeypatch, odd) == "its answer does not end"


def test_an_answer_that_is_nested_too_deeply(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    body = b'["\\u0041",' + b"[" * 100_000 + b"]" * 100_001

    assert why(ask, monkeypatch, OddServer(200, body)) == "it is nested too deeply"


def test_a_list_that_is_too_long(oci_environment: OciService, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is a small one."""
    monkeypatch.setattr("generator.live.bounded_lists.MOST_CHARACTERS", 1000)
    oci_environment.put(*(DatabaseRecord(f"{DATABASE}{number}", f"DB{number}") for number in range(20)))

    answer = ask(DatabasesIn(HERE, COMPARTMENT))

    assert isinstance(answer, NotKnown)
    assert answer.summary.endswith("list_autonomous_databases does not come to its last page")
