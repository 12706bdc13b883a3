"""Wallets as the OCI console makes them, with a certificate that nobody else trusts: 127.0.0.1 signs for itself."""

from __future__ import annotations

import base64
import ssl
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


def server_tls(folder: Path) -> ssl.SSLContext:
    """TLS of a server with the certificate of a wallet whose key is not encrypted; that wallet trusts it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "ewallet.pem")
    return context


def encrypted_key(iterations: int) -> bytes:
    """A private key in PEM that nothing opens, after its password has been hashed that often by PBKDF2 (RFC 8018)."""

    def one(tag: int, content: bytes) -> bytes:
        return bytes((tag, len(content))) + content

    def sequence(*parts: bytes) -> bytes:
        return one(0x30, b"".join(parts))

    pbes2, pbkdf2 = (bytes.fromhex(f"06092a864886f70d0105{last}") for last in ("0d", "0c"))
    aes256_cbc = bytes.fromhex("060960864801650304012a")
    derivation = sequence(
        pbkdf2, sequence(one(4, bytes(8)), one(2, iterations.to_bytes(iterations.bit_length() // 8 + 1)))
    )
    encryption = sequence(pbes2, sequence(derivation, sequence(aes256_cbc, one(4, bytes(16)))))
    text = base64.b64encode(sequence(encryption, one(4, bytes(16))))
    return b"\n".join((b"-----BEGIN ENCRYPTED PRIVATE KEY-----", text, b"-----END ENCRYPTED PRIVATE KEY-----", b""))


@cache
def _pem(is_encrypted: bool) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
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
