"""Secrets are read, and nothing secret is told: not by what holds them, nor by --verbose, a log or a message."""

from __future__ import annotations

import copy
import logging
import pickle
from pathlib import Path

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.connections import Connections
from generator.live.oci.databases import Database
from generator.live.oci.secrets import secret_of
from generator.live.secret import Secret
from tests.live.oci.conftest import HERE
from tests.live.oci.odd_server import OddServer, odd_server
from tests.oci_service import DATABASE, DatabaseRecord, OciService, Profile, oci_config_file, refusals

OCID = "ocid1.vaultsecret.oc1.iad.admin"
PASSWORD = "planted-Pa55w0rd-\u00fc"
PASS_PHRASE = "planted-pass-phrase"


def test_a_secret_of_a_vault(oci_environment: OciService, connections: Connections) -> None:
    oci_environment.put_secret(OCID, PASSWORD)

    secret = secret_of(connections.oci, HERE, OCID)

    assert isinstance(secret, Secret)
    assert secret.reveal() == PASSWORD


def test_a_secret_that_is_not_there(oci_environment: OciService, connections: Connections) -> None:
    answer = secret_of(connections.oci, HERE, OCID)

    assert isinstance(answer, NotKnown)
    assert answer.cause is Cause.NOT_FOUND_OR_NOT_PERMITTED
    assert answer.summary.startswith(f"The secret {OCID} does not exist in us-ashburn-1, or you may not see it")
    assert answer.permission == "read secret-bundles in compartment COMPARTMENT"


@pytest.mark.parametrize("content", ["not base64: " + PASS_PHRASE, "//79"])
def test_a_secret_that_is_no_text(
    oci_environment: OciService, connections: Connections, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    body = b'{"secretBundleContent": {"contentType": "BASE64", "content": "%s"}}' % content.encode()
    with odd_server(OddServer(200, body)) as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

        assert secret_of(connections.oci, HERE, OCID) == NotKnown(
            Cause.SERVICE_ERROR,
            f"The content of {OCID} is not text",
            "Store the password in the secret as plain text, without a final line break.",
        )


def test_a_secret_shows_nothing() -> None:
    secret = Secret(PASSWORD)

    assert [repr(secret), str(secret), f"{secret}", f"{secret:>40}"] == ["Secret(…)"] * 4
    assert f"{[secret]}" == "[Secret(…)]"
    assert not hasattr(secret, "__dict__")
    for taken in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="a secret is not pickled or copied"):
            taken(secret)


@pytest.mark.parametrize("has_session", [False, True])
def test_nothing_secret_is_told_anywhere(
    oci_environment: OciService,
    connections: Connections,
    shown: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    has_session: bool,
) -> None:
    profile = Profile(security_token=has_session, pass_phrase=PASS_PHRASE)
    file = oci_config_file(tmp_path / "2", profile)
    # The SDK's own debugging, which prints headers.
    file.write_text(file.read_text() + "log_requests=true\n")
    monkeypatch.setenv("OCI_CONFIG_FILE", str(file))
    caplog.set_level(logging.DEBUG)
    oci_environment.put(DatabaseRecord())
    oci_environment.put_secret(OCID, PASSWORD)

    told: list[object] = [secret_of(connections.oci, HERE, OCID), Database(HERE, DATABASE).asked_of(connections)]
    oci_environment.fail(refusals.service_unavailable())
    told.append(Database(HERE, DATABASE).asked_of(connections))
    oci_environment.heal()
    oci_environment.fail(refusals.not_authenticated())
    told.append(Database(HERE, DATABASE).asked_of(connections))
    told += [connections.oci.credentials(None), vars(connections.oci), shown, caplog.text, *capfd.readouterr()]

    text = "\n".join(map(repr, told))
    assert len(shown) == 8
    for secret in (PASSWORD, PASS_PHRASE, "PRIVATE KEY", "Signature ", "ST$", "Authorization", "authorization"):
        assert secret not in text
    key = (file.parent / "DEFAULT.pem").read_text().splitlines()[1]
    assert key not in text
    if has_session:
        assert (file.parent / "DEFAULT.token").read_text().split(".")[1] not in text
