"""Machines and functions that are principals themselves, and machines that are not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.live.access import OciAccess
from generator.live.answers import Cause, NotKnown
from generator.live.oci import principals
from generator.live.oci.databases import Database
from generator.live.oci.live_database import LiveDatabase
from generator.live.oci.tenancy import Tenancy
from generator.live.questions import Ask
from tests.live.oci.conftest import HERE, unsigned_jwt
from tests.live.oci.odd_server import OddServer, closed_port, odd_server, silent_server
from tests.oci_service import DATABASE, TENANCY, DatabaseRecord, OciService

SECRET = "planted-pa55phrase"
NO_INSTANCE = NotKnown(
    Cause.NO_CREDENTIALS,
    "There is no instance principal: the metadata service of an OCI instance does not answer here",
    "Run it on a compute instance of OCI that belongs to a dynamic group, or choose another way than "
    "`OCI_CLI_AUTH=instance_principal`.",
)


@pytest.fixture
def instance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCI_CLI_AUTH", "instance_principal")


@pytest.mark.usefixtures("instance")
def test_no_metadata_service(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCI_METADATA_BASE_URL", closed_port() + "/opc/v2")

    assert ask(Tenancy(HERE)) == NO_INSTANCE


@pytest.mark.usefixtures("instance")
def test_a_metadata_service_that_says_nothing(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(principals, "PROBE_SECONDS", 0.05)
    with silent_server() as address:
        monkeypatch.setenv("OCI_METADATA_BASE_URL", address)

        assert ask(Tenancy(HERE)) == NO_INSTANCE


@pytest.mark.usefixtures("instance")
def test_the_metadata_service_of_another_cloud(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    with odd_server(OddServer(404, b"<title>404 - Not Found</title>")) as address:
        monkeypatch.setenv("OCI_METADATA_BASE_URL", address)

        assert ask(Tenancy(HERE)) == NO_INSTANCE


@pytest.mark.usefixtures("instance")
def test_a_metadata_service_whose_certificates_are_none(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    with odd_server(OddServer(200, SECRET.encode())) as address:
        monkeypatch.setenv("OCI_METADATA_BASE_URL", address)

        assert ask(Tenancy(HERE)) == NotKnown(
            Cause.NO_CREDENTIALS,
            "OCI's SDK does not get a token for the instance principal: InvalidCertificateFromInstanceMetadataError",
            "Let an administrator put this instance into a dynamic group that policies name.",
        )


@pytest.mark.usefixtures("instance")
def test_a_principal_that_takes_too_long(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(principals, "MOST_SECONDS", 0.05)
    monkeypatch.setattr(principals, "_is_instance", lambda: True)
    with silent_server() as address:
        monkeypatch.setenv("OCI_METADATA_BASE_URL", address)

        answer = ask(Tenancy(HERE))

    assert isinstance(answer, NotKnown)
    assert answer.summary == "OCI's SDK does not get a token for the instance principal: TimeoutError"


def test_a_resource_principal(
    oci_environment: OciService, oci_config: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = {"res_tenant": TENANCY, "res_compartment": "c", "tenant": TENANCY, "exp": int(time.time()) + 3600}
    monkeypatch.setenv("OCI_RESOURCE_PRINCIPAL_VERSION", "2.2")
    monkeypatch.setenv("OCI_RESOURCE_PRINCIPAL_RPST", unsigned_jwt(claims))
    monkeypatch.setenv("OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM", (oci_config.parent / "DEFAULT.pem").read_text())
    monkeypatch.setenv("OCI_RESOURCE_PRINCIPAL_REGION", "us-ashburn-1")
    oci_config.unlink()
    oci_environment.put(DatabaseRecord())

    assert ask(Tenancy(HERE)) == TENANCY
    answer = ask(Database(HERE, DATABASE))
    assert isinstance(answer, LiveDatabase)


def test_a_profile_comes_before_a_resource_principal(
    oci_config: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCI_CONFIG_FILE", str(oci_config))
    monkeypatch.setenv("OCI_RESOURCE_PRINCIPAL_VERSION", "2.2")

    assert ask(Tenancy(OciAccess("us-ashburn-1", "DEFAULT"))) == TENANCY


@pytest.mark.parametrize(
    "variables, error",
    [
        ({"OCI_RESOURCE_PRINCIPAL_VERSION": "9"}, "OSError"),
        ({"OCI_RESOURCE_PRINCIPAL_VERSION": "2.2"}, "ValueError"),
        (
            {
                "OCI_RESOURCE_PRINCIPAL_VERSION": "2.2",
                "OCI_RESOURCE_PRINCIPAL_RPST": SECRET,
                "OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM": SECRET,
            },
            "InvalidPrivateKey",
        ),
    ],
)
def test_a_resource_principal_that_is_incomplete(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], error: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS,
        f"OCI's SDK does not get a token for the resource principal: {error}",
        "Let an administrator put this resource into a dynamic group that policies name.",
    )


def test_no_resource_principal(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCI_CLI_AUTH", "resource_principal")

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS,
        "There is no resource principal: OCI_RESOURCE_PRINCIPAL_VERSION is not set",
        "Run it in a resource that OCI gives one to, or choose another way than `OCI_CLI_AUTH=resource_principal`.",
    )
