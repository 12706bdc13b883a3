"""What is sent to an address without TLS stays on this machine."""

from __future__ import annotations

import pytest

from generator.live.answers import NotKnown
from generator.live.oci.databases import Database
from generator.live.oci.live_database import LiveDatabase
from generator.live.questions import Ask
from tests.live.oci.conftest import HERE
from tests.live.oci.odd_server import closed_port
from tests.oci_service import DATABASE, DatabaseRecord, OciService

THE_DATABASE = Database(HERE, DATABASE)


@pytest.mark.parametrize("address", ["http://database.example", "http://127.999.1.1", "http://127.0.0.1.example"])
def test_another_machine_without_tls(
    oci_environment: OciService, ask: Ask, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

    answer = ask(THE_DATABASE)

    assert isinstance(answer, NotKnown)
    assert answer.summary == (
        "ADBKMS_OCI_ENDPOINT leads to another machine without TLS, where credentials would be seen on the way"
    )


def test_no_proxy_is_on_the_way_to_this_machine(
    oci_environment: OciService, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    oci_environment.put(DatabaseRecord())
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, closed_port())

    answer = ask(THE_DATABASE)
    assert isinstance(answer, LiveDatabase)
