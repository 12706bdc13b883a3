"""A database's wallet, looked at before the driver does, which says only that there is no certificate in it."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, error
from generator.live.discover.codes import WALLET
from generator.live.oracle.deadline import within
from generator.live.oracle.wallet_files import read_wallet_file
from generator.live.secret import Secret

_PEM = "ewallet.pem"
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Wallet:
    """A folder with `ewallet.pem`, which opens with the password; None for a private key that is not encrypted."""

    folder: str
    password: Secret | None = None


def find_wallet(folder: Path) -> Diagnostic | None:
    """Why a folder is not a wallet that could be opened, with whatever password."""
    if folder.is_file():
        is_zip = _start_of(folder) == _ZIP or folder.suffix.lower() == ".zip"
        detail = "Unpack the zip, and give the folder." if is_zip else "Give the folder that the wallet's files are in."
        return error(WALLET, f"--wallet {folder} is a {'zip' if is_zip else 'file'}, not a folder", detail)
    if not folder.is_dir():
        return error(WALLET, f"There is no folder {folder} with a wallet", "Download the wallet from the OCI console.")
    text = read_wallet_file(folder / _PEM)
    if text is None:
        detail = f"Neither cwallet.sso nor ewallet.p12 will do without {_PEM}. Download the wallet anew from OCI."
        return error(WALLET, f"The wallet {folder} has no {_PEM} that can be read", detail)
    if b"-----BEGIN CERTIFICATE-----" not in text or b"PRIVATE KEY-----" not in text:
        detail = "It has to hold a certificate and a private key in PEM. Download the wallet anew from the OCI console."
        return error(WALLET, f"{folder / _PEM} is not a wallet", detail)
    return None


def needs_password(folder: Path) -> bool:
    """True if the wallet's private key is encrypted."""
    return b"ENCRYPTED" in (read_wallet_file(folder / _PEM) or b"")


def open_wallet(folder: Path, password: Secret | None, seconds: float = 10.0) -> Wallet | Diagnostic:
    """The wallet, after it has been opened once, within some seconds. What OpenSSL says is not repeated."""
    if refusal := find_wallet(folder):
        return refusal
    is_encrypted = needs_password(folder)
    if is_encrypted and password is None:
        how = "Set ADBKMS_WALLET_PASSWORD to the password that was chosen when the wallet was downloaded."
        return error(WALLET, f"The wallet {folder} needs its password", how)
    known = password.reveal() if password and is_encrypted else ""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        # The key says how often OpenSSL hashes the password, up to some minutes or hours, and no signal ends that.
        within(seconds, lambda: context.load_cert_chain(folder / _PEM, password=lambda: known))
    except TimeoutError:
        how = "Its key asks for far more work than one of Oracle's. Download the wallet anew from the OCI console."
        return error(WALLET, f"The wallet {folder} does not open within {seconds:g} seconds", how)
    except (ssl.SSLError, OSError, ValueError):
        if is_encrypted:
            how = "It is the one that was chosen when the wallet was downloaded. If it is right, the file is damaged."
            return error(WALLET, f"The wallet {folder} does not open with that password", how)
        how = "Its certificate or its private key is damaged. Download the wallet anew from the OCI console."
        return error(WALLET, f"The wallet {folder} cannot be read", how)
    return Wallet(str(folder), password if is_encrypted else None)


def _start_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(len(_ZIP))
    except OSError:
        return b""
