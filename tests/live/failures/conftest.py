"""A scene for each failure, and nothing that waits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from generator.live.oci.connection import OciConnections
from tests.cli.conftest import adbkms
from tests.oci_service.fixtures import oci_service
from tests.oci_service.service import OciService
from tests.terraform.moto_server import MotoServer

from .aws_gate import AwsGate, gate_before
from .scene import Scene, set_scene

__all__ = ["adbkms", "oci_service"]

_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@pytest.fixture(scope="session")
def gate(moto_server: MotoServer) -> Iterator[AwsGate]:
    with gate_before(moto_server.endpoint_url) as running:
        yield running


@pytest.fixture
def scene(
    moto_server: MotoServer, gate: AwsGate, oci_service: OciService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Scene:
    """The stage *trust* is applied; the SDKs find both clouds, and try again at once."""
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda self, context: 0)
    monkeypatch.setattr("generator.live.oci.connection.OciConnections", partial(OciConnections, first_wait=0))
    for proxy in _PROXIES:
        monkeypatch.delenv(proxy, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))  # the OCI SDK prefers a configuration there
    return set_scene(moto_server, gate, oci_service, monkeypatch, tmp_path)
