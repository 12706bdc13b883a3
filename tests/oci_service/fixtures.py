"""Fixtures for tests that talk to the stand-in. A conftest.py imports them from here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .credentials import oci_config_file
from .service import OciService, running_oci_service


@pytest.fixture
def oci_service() -> Iterator[OciService]:
    """An empty OCI, on a port of 127.0.0.1."""
    with running_oci_service() as service:
        yield service


@pytest.fixture
def oci_config(tmp_path: Path) -> Path:
    """A configuration file with one profile, DEFAULT, of the tenancy `TENANCY`."""
    return oci_config_file(tmp_path / "oci")


@pytest.fixture
def oci_environment(oci_service: OciService, oci_config: Path, monkeypatch: pytest.MonkeyPatch) -> OciService:
    """The stand-in, and adbkms in this process finds it and the credentials for it."""
    monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", oci_service.endpoint)
    monkeypatch.setenv("OCI_CONFIG_FILE", str(oci_config))
    return oci_service
