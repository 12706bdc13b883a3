"""Addresses to which nothing is sent that somebody on the way must not see."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_in_the_clear(url: str) -> bool:
    """Whether requests go without TLS to another machine: what signs them could be read on the way, and a vault's
    password in the answer."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return False
    # Parsers do not agree on the host of http://example.com\@127.0.0.1; here it would be this machine.
    is_plain = url.isprintable() and not set(url) & set("\\ ")
    return not (is_plain and _is_this_machine(parts.hostname or ""))


def is_without_tls(url: str) -> bool:
    """Whether the address is one of this machine without TLS, where a proxy has no place: the request would leave the
    machine as it is."""
    return urlsplit(url).scheme != "https"


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a name; `127.999.1.1` is one
        return host == "localhost"
