"""When `adbkms discover` asks a database, and where it has the password from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.live.discover.conftest import OCID, Discover, PlayedDatabase
from tests.live.discover.example import SECRET, refused, words
from tests.live.oracle.wallets import write_wallet
from tests.oci_service import ConnectionProfile, OciService


def test_a_stopped_database_is_not_asked(
    discover: Discover, oci: OciService, spec: Path, database: PlayedDatabase, password: str
) -> None:
    oci.change(OCID, state="STOPPED")

    refused(discover(spec, "--yes"), "DIS013", "the database is STOPPED", "Start it in OCI")
    assert database.asked == []
    assert f"ocid: {OCID}" in spec.read_text("utf-8")


def test_a_database_that_takes_mutual_tls_only_needs_a_wallet(
    discover: Discover, oci: OciService, spec: Path, database: PlayedDatabase, password: str
) -> None:
    oci.change(OCID, connection_profiles=(ConnectionProfile("orders_low", "(x)", "LOW", is_mutual=True),))

    refused(discover(spec, "--yes"), "DIS011", "mutual TLS only", "--wallet DIR")


@pytest.mark.parametrize(
    ("profiles", "said"),
    [
        ((), "OCI names no way to connect to it"),
        ((ConnectionProfile("orders_low", "(x)", "LOW", is_mutual=True),), "takes mutual TLS only"),
    ],
)
def test_a_password_is_not_fetched_for_a_database_that_cannot_be_asked(
    discover: Discover, oci: OciService, spec: Path, profiles: tuple[ConnectionProfile, ...], said: str
) -> None:
    oci.change(OCID, connection_profiles=profiles)
    oci.put_secret(SECRET, "planted-secret")

    ended = discover(spec, "--password-secret", SECRET, "--yes")

    assert said in words(ended)
    assert oci.traffic.count("GET", "*/secretbundles/*") == 0


def test_a_password_is_not_fetched_for_a_wallet_that_does_not_open(
    discover: Discover, oci: OciService, spec: Path, tmp_path: Path
) -> None:
    oci.put_secret(SECRET, "planted-secret")
    wallet = write_wallet(tmp_path / "wallet", "x")

    refused(discover(spec, "--password-secret", SECRET, "--wallet", wallet, "--yes"), "DIS011", "needs its password")
    assert oci.traffic.count("GET", "*/secretbundles/*") == 0


def test_a_missing_driver_is_said_before_a_password_is_missing(
    discover: Discover, oci: OciService, spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.live.oracle.connect.is_driver_installed", lambda: False)

    ended = discover(spec, "--yes")

    refused(
        ended, "DIS012", "python-oracledb is not installed", "payments-prod: ADBS_AWS_Role1", "`pip install oracledb`"
    )
    assert "ADBKMS_DATABASE_PASSWORD" not in ended.messages


def test_the_password_from_a_vault_secret(
    discover: Discover, oci: OciService, spec: Path, database: PlayedDatabase
) -> None:
    oci.put_secret(SECRET, "planted-secret")

    ended = discover(spec, "--password-secret", SECRET, "--user", "dwuser", "--verbose", "--yes")

    (_, logon), *_ = database.asked
    assert (ended.code, logon.user, logon.password.reveal()) == (0, "dwuser", "planted-secret")
    assert "oracle" in ended.messages
    assert "planted-secret" not in ended.data + ended.messages


def test_a_secret_that_cannot_be_read_is_said(
    discover: Discover, oci: OciService, spec: Path, database: PlayedDatabase
) -> None:
    ended = discover(spec, "--password-secret", SECRET, "--yes")

    refused(ended, "LIV005", "read secret-bundles")
    assert (database.asked, f"ocid: {OCID}" in spec.read_text("utf-8")) == ([], True)
