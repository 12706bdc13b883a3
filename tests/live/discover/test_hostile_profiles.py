"""`adbkms discover` with connection profiles that are not as OCI makes them: nobody gets the password."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.live.discover.conftest import OCID, Discover
from tests.live.oracle.servers import server
from tests.oci_service import ConnectionProfile, OciService


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (
            "(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT={}))(CONNECT_DATA=(SERVICE_NAME=x)))",
            "OCI's connection profile asks for a connection without TLS",
        ),
        (
            "(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST=127.0.0.1)(PORT={}))(CONNECT_DATA=(SERVICE_NAME=x)))",
            "OCI's connection profile names a host that is not Oracle's: 127.0.0.1",
        ),
        ("127.0.0.1:{}/x", "OCI's connection profile is not of a kind that adbkms takes"),
        ("config-file:///tmp/{}", "OCI's connection profile is not of a kind that adbkms takes"),
        ("(DESCRIPTION=" + "(A=" * 2_000, "OCI's connection profile has more than 32 parentheses within each other"),
    ],
    ids=["in the clear", "another host", "no descriptor", "a file", "nested"],
)
def test_nobody_gets_the_password(
    discover: Discover, oci: OciService, spec: Path, monkeypatch: pytest.MonkeyPatch, profile: str, said: str
) -> None:
    monkeypatch.setenv("ADBKMS_DATABASE_PASSWORD", "planted-password")
    connected: list[socket.socket] = []

    with server(connected.append) as port:
        oci.change(OCID, connection_profiles=(ConnectionProfile("orders_low", profile.format(port)),))
        ended = discover(spec, "--yes")

    assert (ended.code, connected) == (1, [])
    assert f"{said} (DIS016" in " ".join(ended.messages.split())
    assert "--dsn" in ended.messages
