"""OCI configuration files with a key that opens nothing.

https://docs.oracle.com/iaas/Content/API/Concepts/sdkconfig.htm
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .database_records import TENANCY

USER = "ocid1.user.oc1..terraform"


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile of the configuration. With `security_token` it is a session's, as `oci session authenticate` makes it;
    with `pass_phrase` the private key is encrypted."""

    name: str = "DEFAULT"
    tenancy_id: str = TENANCY
    region: str = "us-ashburn-1"
    security_token: bool = False
    pass_phrase: str = ""


def oci_config_file(folder: Path, *profiles: Profile) -> Path:
    """Writes the configuration with these profiles, by default only `DEFAULT`, and its keys into the folder. Returns
    its path, for `OCI_CONFIG_FILE` or `oci.config.from_file`."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "config"
    _write_private(config, "\n".join(_section(folder, profile) for profile in profiles or (Profile(),)))
    return config


def session_token(tenancy_id: str) -> str:
    """A JWT like that of a session: its claim `tenant` is the tenancy. Nobody has signed it."""
    parts: list[dict[str, object]] = [{"alg": "none"}, {"tenant": tenancy_id, "exp": 4_102_444_800}]  # until 2100
    return ".".join([*map(_base64_of_json, parts), "c2lnbmF0dXJl"])


def _section(folder: Path, profile: Profile) -> str:
    key_file = folder / f"{profile.name}.pem"
    _write_private(key_file, _private_key(profile.pass_phrase))
    lines = {
        "user": USER,
        "fingerprint": _fingerprint(),
        "tenancy": profile.tenancy_id,
        "region": profile.region,
        "key_file": str(key_file),
    }
    if profile.pass_phrase:
        lines["pass_phrase"] = profile.pass_phrase
    if profile.security_token:
        token_file = folder / f"{profile.name}.token"
        _write_private(token_file, session_token(profile.tenancy_id))
        del lines["user"]
        lines["security_token_file"] = str(token_file)
    return "\n".join([f"[{profile.name}]", *(f"{name}={value}" for name, value in lines.items()), ""])


@cache
def _private_key(pass_phrase: str = "") -> str:
    """PEM. One key for the whole session, since making one takes a while."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    if not pass_phrase:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        protection: serialization.KeySerializationEncryption = serialization.NoEncryption()
    else:
        made = serialization.load_pem_private_key(_private_key().encode("ascii"), None)
        assert isinstance(made, rsa.RSAPrivateKey)
        key, protection = made, serialization.BestAvailableEncryption(pass_phrase.encode())
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, protection).decode("ascii")


@cache
def _fingerprint() -> str:
    """MD5 of the public key's DER, as OCI shows it: 20:3b:…"""
    from cryptography.hazmat.primitives import serialization

    key = serialization.load_pem_private_key(_private_key().encode("ascii"), None)
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    public = key.public_key().public_bytes(serialization.Encoding.DER, form)
    digest = hashlib.md5(public, usedforsecurity=False).hexdigest()
    return ":".join(digest[start : start + 2] for start in range(0, len(digest), 2))


def _base64_of_json(claims: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode("ascii").rstrip("=")


def _write_private(file: Path, text: str) -> None:
    """The SDK warns of files that others may read."""
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
