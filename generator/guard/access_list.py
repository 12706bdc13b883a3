"""The access list of a database: which addresses may connect to it."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from generator.guard.plan import Values

LISTS = ("whitelisted_ips", "standby_whitelisted_ips")
"""The list of the database and that of its standby."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# No organisation has more than a /8 of IPv4, or more than a /16 of IPv6
# (https://www.iana.org/assignments/ipv4-address-space, https://www.iana.org/assignments/ipv6-unicast-address-assignments)
_LONGEST_OF_ONE_OWNER = {4: 8, 6: 16}


def entries(values: Values, argument: str) -> tuple[str, ...]:
    """The entries of a list: addresses, CIDR blocks, and OCIDs of VCNs; an empty text is none."""
    given = values.get(argument)
    return tuple(one for one in given if isinstance(one, str) and one) if isinstance(given, list) else ()


def too_wide(after: Iterable[str], before: Iterable[str] = ()) -> tuple[str, ...]:
    """The networks that a list makes up, also by several entries together, that are larger than any owner's, as far as
    `before` did not hold them yet."""
    old = _networks(before)
    return tuple(
        str(one)
        for one in _networks(after)
        if one.prefixlen < _LONGEST_OF_ONE_OWNER[one.version] and not any(_is_within(one, another) for another in old)
    )


def _networks(listed: Iterable[str]) -> list[Network]:
    found: list[Network] = [one for text in listed if (one := _network(text))]
    return [
        *ipaddress.collapse_addresses(one for one in found if isinstance(one, ipaddress.IPv4Network)),
        *ipaddress.collapse_addresses(one for one in found if isinstance(one, ipaddress.IPv6Network)),
    ]


def _network(text: str) -> Network | None:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def _is_within(one: Network, another: Network) -> bool:
    return one.version == another.version and one.network_address in another and one.prefixlen >= another.prefixlen
