"""Where the services of OCI are, if not where the SDK looks for them."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from generator.live.answers import Cause, NotKnown

ENDPOINT_VARIABLE = "ADBKMS_OCI_ENDPOINT"

# What the SDK itself accepts for a host (`BaseClient._is_valid_endpoint_hostname`): no IPv6 address, no final dot.
_HOST = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")


def service_endpoint() -> str | NotKnown | None:
    """The address, `http(s)://HOST[:PORT]`, that all services are asked at; None for the SDK's own addresses.

    Read from the environment variable ADBKMS_OCI_ENDPOINT: a private endpoint, or the stand-in of the tests.
    """
    given = os.environ.get(ENDPOINT_VARIABLE, "").strip()
    if not given:
        return None
    try:
        url = urlsplit(given)
        port = url.port
    except ValueError:
        return _NOT_AN_ADDRESS
    is_address = (
        url.scheme in ("http", "https")
        and _HOST.fullmatch(url.hostname or "")
        and url.path in ("", "/")
        and not (url.query or url.fragment or "@" in url.netloc)
    )
    if not is_address:
        return _NOT_AN_ADDRESS
    return f"{url.scheme}://{url.hostname}" + (f":{port}" if port else "")


# Without the value: somebody may have put a password into it.
_NOT_AN_ADDRESS = NotKnown(
    Cause.UNREACHABLE,
    f"{ENDPOINT_VARIABLE} is not the address of an endpoint",
    f"Set {ENDPOINT_VARIABLE} to `https://HOST` or `https://HOST:PORT`, without a user, a path or a query, or unset it "
    "to use OCI's own endpoints.",
)
