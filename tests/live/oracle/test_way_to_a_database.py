"""DSNs, connection profiles and wallets, before the driver sees them."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.live.oci.live_database import ConnectionProfile
from generator.live.oracle.deadline import ATTEMPT
from generator.live.oracle.dsn import best_profile, refused_dsn
from generator.live.oracle.wallet import Wallet, find_wallet, open_wallet
from generator.live.secret import Secret
from tests.live.oracle.wallets import PASSWORD, encrypted_key, write_wallet


@pytest.mark.parametrize(
    "dsn",
    ["db:1521/orders", "tcps://db:1522/orders?wallet_location=/w", "orders_low", "(DESCRIPTION=(SECURITY=(DN=x@y)))"],
)
def test_every_form_of_a_dsn_is_taken(dsn: str) -> None:
    assert refused_dsn(dsn) is None


@pytest.mark.parametrize(
    "dsn",
    [
        "a/b@db:1521/orders",
        "a@orders_low",
        "x?pyo.wallet_password=y",
        "config-file://x",
        " Config-File://x",
        "ldap://db:389/x",
        "config-ocivault://x",
        "made-up://x",
        "tcp://db:1521/orders",
        "",
    ],
)
def test_a_dsn_with_a_secret_or_of_another_kind_is_refused_and_not_repeated(dsn: str) -> None:
    refusal = refused_dsn(dsn)

    assert refusal is not None
    assert not dsn or dsn not in f"{refusal.summary} {refusal.detail}"


def test_a_descriptor_without_bounds_never_gets_to_the_parser() -> None:
    for opened in (10_000, 200_000):
        refusal = refused_dsn("(DESCRIPTION=" + "(A=" * opened + "1" + ")" * opened + ")")

        assert refusal is not None
        assert refusal.summary in (
            "--dsn is longer than 32768 characters",
            "--dsn has more than 32 parentheses within each other",
        )
    assert refused_dsn("(DESCRIPTION=" + "(ADDRESS=(HOST=x))" * 100 + ")") is None
    assert refused_dsn(f'(DESCRIPTION=(SECURITY=(DN="{"(" * 100}")))') is None
    assert refused_dsn('(A=(X=")")' * 100) is not None


TLS_LOW, TLS_HIGH = (ConnectionProfile(f"tls_{one}", one.upper(), False, one) for one in ("low", "high"))
MUTUAL_LOW = ConnectionProfile("mutual_low", "LOW", True, "low")


@pytest.mark.parametrize(
    ("profiles", "has_wallet", "best"),
    [
        ((TLS_HIGH, MUTUAL_LOW, TLS_LOW), False, TLS_LOW),
        ((TLS_HIGH, MUTUAL_LOW), False, TLS_HIGH),
        ((MUTUAL_LOW,), False, None),
        ((TLS_LOW, MUTUAL_LOW), True, MUTUAL_LOW),
        ((TLS_LOW,), True, TLS_LOW),
        ((), True, None),
    ],
)
def test_the_best_profile(
    profiles: tuple[ConnectionProfile, ...], has_wallet: bool, best: ConnectionProfile | None
) -> None:
    assert best_profile(profiles, has_wallet) == best


def refusal(folder: Path, password: str | None = None) -> str:
    found = open_wallet(folder, Secret(password) if password else None)
    assert isinstance(found, Diagnostic)
    said = f"{found.summary} {found.detail}".replace(str(folder), "DIR")
    assert "planted" not in said
    return said


def test_a_wallet_opens_with_its_password(tmp_path: Path) -> None:
    folder = write_wallet(tmp_path / "wallet", "x")

    wallet = open_wallet(folder, Secret(PASSWORD))

    assert isinstance(wallet, Wallet)
    assert PASSWORD not in repr(wallet)
    assert "needs its password" in refusal(folder)
    assert "does not open with that password" in refusal(folder, "planted-wrong")


def test_a_wallet_without_a_password(tmp_path: Path) -> None:
    folder = write_wallet(tmp_path / "wallet", "x", is_encrypted=False)

    assert open_wallet(folder, None) == Wallet(str(folder))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "has no ewallet.pem that can be read"),
        (b"planted garbage", "is not a wallet"),
        (b"\x00\xff" * 100, "is not a wallet"),
        (b"-----BEGIN CERTIFICATE-----\nplanted\n-----BEGIN PRIVATE KEY-----\n", "cannot be read"),
        (b"-----BEGIN CERTIFICATE-----\nplanted\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "needs its password"),
    ],
)
def test_what_is_no_wallet(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "ewallet.pem").write_bytes(content)

    assert said in refusal(tmp_path)


def test_a_zip_is_to_be_unpacked_first(tmp_path: Path) -> None:
    zipped = tmp_path / "Wallet_ORDERS"
    zipped.write_bytes(b"PK\x03\x04planted")

    found = find_wallet(zipped)

    assert found is not None
    assert "Unpack the zip" in found.detail


def test_a_key_that_takes_hours_to_open_is_given_up(tmp_path: Path) -> None:
    pem = write_wallet(tmp_path / "wallet", "x") / "ewallet.pem"
    certificate = pem.read_bytes().partition(b"-----BEGIN CERTIFICATE-----")
    pem.write_bytes(encrypted_key(iterations=3_000_000) + b"".join(certificate[1:]))
    began = time.monotonic()

    found = open_wallet(pem.parent, Secret(PASSWORD), seconds=0.05)

    assert time.monotonic() - began < 0.5
    assert isinstance(found, Diagnostic)
    assert "does not open within 0.05 seconds" in found.summary
    for thread in threading.enumerate():
        if thread.name == ATTEMPT:
            thread.join(60)


@pytest.mark.parametrize("is_pipe", [True, False])
def test_a_pem_that_never_ends_is_not_read(tmp_path: Path, is_pipe: bool) -> None:
    pem = write_wallet(tmp_path / "wallet", "x") / "ewallet.pem"
    if is_pipe:
        pem.unlink()
        os.mkfifo(pem)
    else:
        with pem.open("ab") as file:
            file.truncate(2**40)

    assert "has no ewallet.pem that can be read" in refusal(pem.parent)
