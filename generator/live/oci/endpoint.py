"""Where the services of OCI are, if not where the SDK looks for them."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from generator.live.answers import Cause, NotKnown
from generator.live.in_the_clear import is_in_the_clear

ENDPOINT_VARIABLE = "ADBKMS_OCI_ENDPOINT"

# What the SDK itself accepts for a host (`BaseClient._is_valid_endpoint_hostname`): no IPv6 address, no final dot.
_HOST = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")


def service_endpoint() -> str | NotKnown | None:
    """The address, `http(s)://HOST[:PORT]`, that all services are asked at; None for the SDK's own addresses.

    Read from the environment variable ADBKMS_OCI_ENDPOINT: a private endpoint, or the stand-in of the tests. Without
    TLS only this machine is asked: the token of a session would go over the network, and come back a vault's password.
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
    if is_in_the_clear(given):
        return _IN_THE_CLEAR
    return f"{url.scheme}://{url.hostname}" + (f":{port}" if port else "")


# Without the value: somebody may have put a password into it.
_NOT_AN_ADDRESS = NotKnown(
    Cause.UNREACHABLE,
    f"{ENDPOINT_VARIABLE} is not the address of an endpoint",
    f"Set {ENDPOINT_VARIABLE} to `https://HOST` or `https://HOST:PORT`, without a user, a path or a query, or unset it "
    "to use OCI's own endpoints.",
)
_IN_THE_CLEAR = NotKnown(
    Cause.UNREACHABLE,
    f"{ENDPOINT_VARIABLE} leads to another machine without TLS, where credentials would be seen on the way",
    f"Set {ENDPOINT_VARIABLE} to an address that begins with `https://`; `http://` is for this machine alone: "
    "127.0.0.1, or localhost.",
)
