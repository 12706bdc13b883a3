"""Secrets are in every place that the SDKs, the driver and the commands look at, and in no place that anybody reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import change
from tests.live.secrets.commands import COMMANDS, PROVISION, SPEC
from tests.live.secrets.conftest import COMPARTMENT, OCID, Searched
from tests.live.secrets.places import AWS_PROFILES, OCI_PROFILES, SECRET_OCID
from tests.oci_service import DatabaseRecord, OciService, running_oci_service
from tests.terraform.moto_server import MotoServer

# The driver leaves sockets of failed attempts to the collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture
def oci(searched: Searched, monkeypatch: pytest.MonkeyPatch) -> object:
    with running_oci_service() as service:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", service.endpoint)
        service.put(DatabaseRecord(ocid=OCID, compartment_id=COMPARTMENT))
        service.put_secret(SECRET_OCID, searched.places.plants.plant("content of a vault's secret"))
        yield service


@pytest.fixture
def clouds(oci: OciService, moto: MotoServer, monkeypatch: pytest.MonkeyPatch) -> OciService:
    """Both clouds, which answer."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", moto.endpoint_url)
    return oci


def test_clouds_that_answer(searched: Searched, clouds: OciService) -> None:
    for command in COMMANDS:
        searched.run(*command)
    wallet = searched.places.wallet
    for options in (
        ("--wallet", wallet),
        ("--wallet", wallet, "--dsn", "orders_low"),
        ("--password-secret", SECRET_OCID),
    ):
        searched.run("discover", PROVISION, *options, "--yes", "--verbose")
    searched.run("adopt", "--live", OCID, "-o", "adopted.yaml", "--verbose")

    assert OCID in searched.provision.read_text("utf-8")
    assert (searched.folder / "adopted.yaml").exists()


@pytest.mark.parametrize("profile", AWS_PROFILES)
def test_every_way_to_credentials_of_aws(
    searched: Searched, clouds: OciService, profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name)
    searched.profiles(aws=profile)

    searched.run("preflight", SPEC, "--verbose")
    searched.run("status", SPEC, "--format", "json")


@pytest.mark.parametrize("profile", OCI_PROFILES)
def test_every_profile_of_oci(searched: Searched, clouds: OciService, profile: str) -> None:
    searched.profiles(oci=profile)

    searched.run("preflight", SPEC, "--verbose")
    searched.run("discover", PROVISION, "--password-secret", SECRET_OCID, "--verbose", "--format", "json")


@pytest.mark.parametrize("file", [".aws/config", ".aws/credentials", ".oci/config"])
@pytest.mark.parametrize(
    "line", ["{}", "{} = {}", "[{}", "pass_phrase {}", "[DEFAULT]\n[DEFAULT]\nx={}", "x\x00={}\xff"]
)
def test_a_line_that_cannot_be_read(searched: Searched, clouds: OciService, file: str, line: str) -> None:
    path = searched.places.home / file
    secret = searched.places.plants.plant("a line")
    path.write_bytes(line.format(secret, secret).encode("latin-1") + b"\n" + path.read_bytes())

    searched.run("preflight", SPEC, "--verbose")
    searched.run("discover", PROVISION, "--format", "json")


@pytest.mark.parametrize(
    "variable",
    ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "ADBKMS_OCI_ENDPOINT", "HTTP_PROXY", "ALL_PROXY", "HTTPS_PROXY"],
)
@pytest.mark.parametrize(
    "address", ["http://user:{}@127.0.0.1:9", "https://user:{}@127.0.0.1:9", "http://{}:x@[::1", "{}"]
)
def test_an_address_with_a_password(
    searched: Searched, monkeypatch: pytest.MonkeyPatch, variable: str, address: str
) -> None:
    """A proxy is on the way to the clouds' own addresses."""
    monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", "https://127.0.0.1:9")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv(variable, address.format(searched.places.plants.plant("password in an address")))

    searched.run("preflight", SPEC, "--verbose")
    searched.run("status", SPEC, "--format", "json")


def test_what_is_given_by_mistake_on_the_command_line(searched: Searched, clouds: OciService) -> None:
    secret = searched.places.plants.plant("command line")
    for options in (
        ("--password-secret", secret),
        ("--user", f"admin/{secret}"),
        ("--user", f"admin[{secret}]@db"),
        ("--dsn", f"admin/{secret}@127.0.0.1:9/x"),
        ("--dsn", f"tcps://127.0.0.1:9/x?wallet_password={secret}"),
        ("--dsn", f"(DESCRIPTION=(ADDRESS=(HOST=127.0.0.1)(PORT=9))(SECURITY=(MY_WALLET_PASSWORD={secret})))"),
        ("--oracle-user-arn", secret),
    ):
        assert searched.run("discover", PROVISION, *options, "--verbose").code == 1


def test_outputs_of_terraform(searched: Searched, clouds: OciService) -> None:
    secret = searched.places.plants.plant("an output")
    for value in (secret, {"x": secret}, [secret]):
        outputs = {
            "database_orders_id": {"sensitive": True, "value": value},
            "password": {"sensitive": True, "value": secret},
        }
        for text in (json.dumps(outputs), json.dumps(outputs)[:-3]):
            Path("outputs.txt").write_text(text)
            assert searched.run("discover", PROVISION, "--outputs", "outputs.txt", "--verbose").code == 1


@pytest.mark.parametrize(
    "written", ["admin_password: {}", "admin_password: {{secret_id: {}}}", "admin_password: {{text: {}}}"]
)
def test_a_password_in_the_spec(searched: Searched, clouds: OciService, written: str) -> None:
    secret = searched.places.plants.plant("the spec")
    for spec in (searched.spec, searched.provision):
        change(spec, "admin_password: {variable: true}", written.format(secret))

    for command in COMMANDS:
        if command[0] != "adopt":
            assert searched.run(*command).code == 1


@pytest.mark.parametrize("content", ["{}", "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", ""])
def test_a_wallet_that_does_not_open(
    searched: Searched, clouds: OciService, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = searched.places.wallet / "ewallet.pem"
    if content:
        certificate = "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n"
        pem.write_text(content.format(searched.places.plants.plant("a wallet")) + certificate)
    else:
        monkeypatch.setenv("ADBKMS_WALLET_PASSWORD", searched.places.plants.plant("wrong wallet password"))

    asked = ("--dsn", "127.0.0.1:9/orders", "--wallet", pem.parent)
    assert searched.run("discover", PROVISION, *asked, "--verbose").code == 1


def test_settings_that_have_the_sdks_tell_everything(
    searched: Searched, clouds: OciService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`log_requests` of the OCI configuration has http.client print every request; it is switched off."""
    config = searched.places.home / ".oci" / "config"
    config.write_text(config.read_text().replace("[DEFAULT]\n", "[DEFAULT]\nlog_requests=true\n"))
    for name in ("BOTO_DEBUG", "BOTO_LOG_LEVEL", "OCI_CLI_DEBUG", "OCI_SDK_DEBUG"):
        monkeypatch.setenv(name, "1")

    searched.run("preflight", SPEC, "--verbose")
    searched.run("status", SPEC)
