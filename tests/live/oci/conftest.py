"""A home of its own for each test, with a configuration for the stand-in, which `ADBKMS_OCI_ENDPOINT` leads to."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from generator.live.access import OciAccess
from generator.live.answers import Answer
from generator.live.connections import Connections
from generator.live.oci.connection import OciConnections
from generator.live.questions import Ask, Question
from tests.oci_service.fixtures import oci_config, oci_environment, oci_service

__all__ = ["ask", "connections", "home", "oci_config", "oci_environment", "oci_service", "shown"]

HERE = OciAccess("us-ashburn-1")
T = TypeVar("T")


def unsigned_jwt(claims: Mapping[str, object]) -> str:
    """A token with these claims, which nobody has signed."""
    encoded = (base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in ({}, claims))
    return ".".join([*encoded, "c2ln"])


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home folder: the SDK prefers ~/.oci/config to OCI_CONFIG_FILE."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for proxy in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(proxy, raising=False)
    return folder


@pytest.fixture
def shown() -> list[str]:
    """The lines of --verbose."""
    return []


@pytest.fixture
def connections(shown: list[str]) -> Connections:
    """Connections that do not wait between the attempts."""
    return Connections(shown.append, oci=OciConnections(shown.append, first_wait=0))


@pytest.fixture
def ask(connections: Connections) -> Ask:
    """Asks a question, without `Clouds`."""

    def asked(question: Question[T], /) -> Answer[T]:
        return question.asked_of(connections)

    return asked
