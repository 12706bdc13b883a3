"""The TLS certificate that the plugin shows to Terraform, which talks to plugins over TLS."""

from __future__ import annotations

import base64
import datetime
import os
from pathlib import Path


def write_certificate(path: Path) -> None:
    """Writes a new private key and its self-signed certificate, good for a week, as PEM.

    Once for a mirror, not at each start of the plugin: importing `cryptography` is a third of it.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=7))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    unencrypted = serialization.NoEncryption()
    private_key = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unencrypted)
    with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(private_key + certificate.public_bytes(serialization.Encoding.PEM))


def certificate_for_handshake(pem: str) -> str:
    """The certificate in `pem` as go-plugin wants it: DER in base64, without padding."""
    start, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
    der = base64.b64decode(pem.partition(start)[2].partition(end)[0])
    return base64.b64encode(der).decode().rstrip("=")
