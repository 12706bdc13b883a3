"""Wallets as the OCI console makes them, with a certificate that nobody trusts."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = "planted-Xw3kT9vQz5Lm7"


def write_wallet(folder: Path, dsn: str, *, is_encrypted: bool = True) -> Path:
    """A folder with `ewallet.pem`, opened by PASSWORD, and `tnsnames.ora` with the name orders_low."""
    folder.mkdir()
    (folder / "ewallet.pem").write_bytes(_pem(is_encrypted))
    (folder / "tnsnames.ora").write_text(f"orders_low = {dsn}\n", "utf-8")
    return folder


@cache
def _pem(is_encrypted: bool) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "adbkms test")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1))
        .not_valid_after(datetime(2099, 1, 1))
        .sign(key, hashes.SHA256())
    )
    protection: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if is_encrypted:
        protection = serialization.BestAvailableEncryption(PASSWORD.encode())
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, protection) + certificate.public_bytes(
        serialization.Encoding.PEM
    )
