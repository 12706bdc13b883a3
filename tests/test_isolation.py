"""The tests' own promises, kept by conftest.py."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import settings


def test_another_machine_cannot_be_reached() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp,
        pytest.raises(RuntimeError, match=r"192\.0\.2\.1.*this machine only"),
    ):
        tcp.connect(("192.0.2.1", 443))  # TEST-NET-1, RFC 5737


def test_a_datagram_cannot_leave_this_machine() -> None:
    with (
        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as udp,
        pytest.raises(RuntimeError, match="this machine only"),
    ):
        udp.sendto(b"", ("2001:db8::1", 53))  # documentation prefix, RFC 3849


def test_another_machines_name_is_not_even_looked_up() -> None:
    with pytest.raises(RuntimeError, match=r"kms\.us-east-2\.amazonaws\.com.*this machine only"):
        socket.getaddrinfo("kms.us-east-2.amazonaws.com", 443)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_on_loopback_can_be_reached(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection((host, port)) as client, server.accept()[0] as accepted:
            assert accepted.getpeername() == client.getsockname()


def test_no_credentials_or_settings_of_the_user_are_visible() -> None:
    inherited = ("AWS_PROFILE", "AWS_ACCESS_KEY_ID", "OCI_CLI_PROFILE", "TF_VAR_admin_password")
    assert [name for name in inherited if name in os.environ] == []
    assert not Path(os.environ["AWS_CONFIG_FILE"]).exists()


def test_the_cache_is_not_the_users() -> None:
    assert Path(os.environ["ADBKMS_CACHE_DIR"]).parent.name.startswith("pytest-")


def test_every_run_tries_the_same_examples() -> None:
    assert settings().derandomize
