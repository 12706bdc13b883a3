"""Stand-ins for the clouds, and an environment in which the SDKs find them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.terraform.moto_server import Credentials, MotoServer, running_moto, service_models_read_once


@pytest.fixture(scope="session", autouse=True)
def _service_models_read_once() -> Iterator[None]:
    with service_models_read_once():
        yield


@pytest.fixture(scope="session")
def moto_server() -> Iterator[MotoServer]:
    with running_moto() as server:
        yield server


@pytest.fixture
def moto(moto_server: MotoServer) -> MotoServer:
    """An empty AWS."""
    moto_server.reset()
    return moto_server


@pytest.fixture
def aws_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials of moto's own account, in the environment."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", Credentials().access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", Credentials().secret_key)


@pytest.fixture
def aws_environment(moto: MotoServer, aws_credentials: None, monkeypatch: pytest.MonkeyPatch) -> MotoServer:
    """An empty AWS, which the SDK finds, and credentials for it."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", moto.endpoint_url)
    return moto
