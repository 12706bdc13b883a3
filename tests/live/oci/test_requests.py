"""Requests: what --verbose shows of them, and threads that make them at the same time."""

from __future__ import annotations

import re

from generator.live.access import OciAccess
from generator.live.clouds import Clouds
from generator.live.concurrently import concurrently
from generator.live.connections import Connections
from generator.live.oci.databases import Database, DatabasesIn
from generator.live.oci.live_database import LiveDatabase
from generator.live.questions import Ask
from tests.live.oci.conftest import HERE
from tests.oci_service import COMPARTMENT, DATABASE, DatabaseRecord, Delay, OciService, refusals


def test_every_attempt_is_shown(oci_environment: OciService, ask: Ask, shown: list[str]) -> None:
    oci_environment.put(DatabaseRecord())
    oci_environment.fail(refusals.too_many_requests(), times=1)

    ask(Database(HERE, DATABASE))
    ask(DatabasesIn(HERE, COMPARTMENT))

    lines = [re.sub(r"\d+ ms", "7 ms", re.sub(r"request \w+", "request X", line)) for line in shown]
    assert lines == [
        "OCI database GetAutonomousDatabase us-ashburn-1 -> 429 TooManyRequests in 7 ms (request X)",
        "OCI database GetAutonomousDatabase us-ashburn-1 -> 200 in 7 ms (attempt 2, request X)",
        "OCI database ListAutonomousDatabases us-ashburn-1 -> 200 in 7 ms (request X)",
    ]


def test_attempts_are_counted_anew_for_each_question(oci_environment: OciService, ask: Ask, shown: list[str]) -> None:
    oci_environment.fail(refusals.service_unavailable())

    ask(Database(HERE, DATABASE))
    ask(Database(HERE, DATABASE))

    assert ["attempt 5" in line for line in shown] == [False, False, False, False, True] * 2


def test_a_request_per_page_of_a_list(oci_environment: OciService, ask: Ask, shown: list[str]) -> None:
    oci_environment.put(*(DatabaseRecord(f"{DATABASE}{number}") for number in range(5)))

    answer = ask(DatabasesIn(HERE, COMPARTMENT))

    assert isinstance(answer, tuple) and len(answer) == 5
    assert len(shown) == 3
    assert not any("attempt" in line for line in shown)


def test_threads_ask_at_the_same_time(oci_environment: OciService, connections: Connections) -> None:
    ocids = [f"{DATABASE}{number}" for number in range(40)]
    accesses = [HERE, OciAccess("us-phoenix-1")]
    oci_environment.put(*(DatabaseRecord(ocid, f"DB{number}") for number, ocid in enumerate(ocids)))
    oci_environment.fail(Delay(0.01))
    clouds = Clouds(connections)
    questions = [Database(access, ocid) for access in accesses for ocid in ocids]

    answers = concurrently(questions, clouds.ask)

    assert [answer.ocid for answer in answers if isinstance(answer, LiveDatabase)] == ocids * 2
    assert 1 < oci_environment.traffic.most_at_once <= 16
