"""Secrets of OCI Vault. Not a `Question`: what is asked once and kept is not for secrets."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

import msgspec

from generator.facts.ocid import parse_ocid
from generator.live.access import OciAccess
from generator.live.answers import Cause, NotKnown
from generator.live.oci.not_found import naming
from generator.live.secret import Secret

if TYPE_CHECKING:
    from generator.live.oci.connection import OciConnections


# Without the value: somebody may have put the password itself there.
_NOT_A_SECRET = NotKnown(
    Cause.NO_CREDENTIALS,
    "What was given as a secret is not the OCID of one",
    "Give the OCID of a secret in OCI Vault, `ocid1.vaultsecret.…`; the password itself is not for a command line.",
)


class _Content(msgspec.Struct, rename="camel"):
    content: str
    content_type: str = "BASE64"


class _Bundle(msgspec.Struct, rename="camel"):
    secret_bundle_content: _Content


def secret_of(connections: OciConnections, access: OciAccess, ocid: str) -> Secret | NotKnown:
    """The current version of a secret, in the region of the access. Needs `read secret-bundles`.

    https://docs.oracle.com/en-us/iaas/api/#/en/secretretrieval/20190301/SecretBundle/GetSecretBundle
    """
    parsed = parse_ocid(ocid)
    if parsed is None or parsed.type != "vaultsecret":
        return _NOT_A_SECRET
    bundle = connections.call(
        access,
        "secrets",
        "get_secret_bundle",
        ocid,
        shape=_Bundle,
        permission="read secret-bundles in compartment COMPARTMENT",
    )
    bundle = naming(f"The secret {ocid}", bundle)
    if isinstance(bundle, NotKnown):
        return bundle
    try:
        return Secret(base64.b64decode(bundle.secret_bundle_content.content, validate=True).decode("utf-8"))
    except (binascii.Error, UnicodeDecodeError):
        return NotKnown(
            Cause.SERVICE_ERROR,
            f"The content of {ocid} is not text",
            "Store the password in the secret as plain text, without a final line break.",
        )
