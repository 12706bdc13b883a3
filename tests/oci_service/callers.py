"""Who asks, by the Authorization header. Nothing is verified but that the request is signed the way that OCI wants it.

https://docs.oracle.com/iaas/Content/API/Concepts/signingrequests.htm
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass

from .refusals import not_authenticated

SIGNED_HEADERS = {"date", "(request-target)", "host"}


@dataclass(frozen=True, slots=True)
class Caller:
    """`tenancy_id` is the OCID of the tenancy whose user or session it is."""

    tenancy_id: str


def caller(authorization: str | None) -> Caller:
    """The caller that signed a request. Raises Refusal if it is not signed."""
    scheme, _, rest = (authorization or "").partition(" ")
    shown = dict(re.findall(r'(\w+)="([^"]*)"', rest))
    signed = set(shown.get("headers", "").split())
    if scheme != "Signature" or not shown.get("signature") or not signed >= SIGNED_HEADERS:
        raise not_authenticated()
    tenancy = _tenancy(shown.get("keyId", ""))
    if not tenancy:
        raise not_authenticated()
    return Caller(tenancy)


def _tenancy(key_id: str) -> str:
    """`TENANCY/USER/FINGERPRINT`, or `ST$` with a session's token, which is a JWT."""
    if not key_id.startswith("ST$"):
        return key_id.partition("/")[0] if key_id.count("/") == 2 else ""
    parts = key_id.removeprefix("ST$").split(".")
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=="))
        return str(claims["tenant"])
    except (LookupError, TypeError, ValueError):
        return ""
