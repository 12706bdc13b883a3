"""Both clouds over HTTP, as for `status`."""

from __future__ import annotations

from tests.cli.conftest import adbkms
from tests.live.status.conftest import clouds, moto_server
from tests.oci_service.fixtures import oci_config, oci_environment, oci_service

__all__ = ["adbkms", "clouds", "moto_server", "oci_config", "oci_environment", "oci_service"]
