"""The stand-in, and the SDK's clients that talk to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.oci_service import OciService, Profile, oci_config_file
from tests.oci_service.fixtures import oci_config, oci_environment, oci_service

from .sdk_clients import SdkClients, sdk_clients

__all__ = ["oci_config", "oci_environment", "oci_service"]


@pytest.fixture
def oci_clients(oci_service: OciService, oci_config: Path) -> SdkClients:
    """The clients of the tenancy `TENANCY`."""
    return sdk_clients(oci_service.endpoint, oci_config)


@pytest.fixture
def oci_database(oci_clients: SdkClients) -> Any:
    """`oci.database.DatabaseClient`."""
    return oci_clients.database


@pytest.fixture
def clients_of(oci_service: OciService, tmp_path: Path) -> Callable[[Profile], SdkClients]:
    """The clients of a profile."""

    def clients(profile: Profile) -> SdkClients:
        return sdk_clients(oci_service.endpoint, oci_config_file(tmp_path / profile.name, profile), profile.name)

    return clients
