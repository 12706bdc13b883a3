"""Which versions of a provider a configuration asks for. A plan does not say which one made it.

https://developer.hashicorp.com/terraform/language/expressions/version-constraints
"""

from __future__ import annotations

import re

Version = tuple[int, ...]

# What the rules were tried with, from the first to before the last: that of the spec's default, and the pinned major.
KNOWN: dict[str, tuple[Version, Version]] = {"aws": ((5, 0, 0), (7, 0, 0)), "oci": ((6, 15, 0), (9, 0, 0))}

_CONDITION = re.compile(r"\s*(>=|<=|!=|~>|=|>|<)?\s*v?([0-9]{1,9}(?:\.[0-9]{1,9}){0,2})(?:[-+][0-9A-Za-z.+-]+)?\s*")
_ENDLESS: Version = (10**9, 0, 0)


def is_known(local_name: str, constraint: str) -> bool:
    """True if a version that the guard knows can fit the constraint, or the constraint cannot be read."""
    lowest, highest = KNOWN[local_name]
    low, high = _bounds(constraint)
    return low < highest and high >= lowest


def _bounds(constraint: str) -> tuple[Version, Version]:
    """The lowest and the highest version that can fit; where the highest itself does not, the one before it."""
    low: Version = (0, 0, 0)
    high = _ENDLESS
    for text in constraint.split(","):
        match = _CONDITION.fullmatch(text)
        if not match:
            continue
        operator, given = match[1] or "=", [int(part) for part in match[2].split(".")]
        version = tuple([*given, 0, 0][:3])
        if operator in (">=", ">", "=", "~>"):
            low = max(low, version)
        if operator in ("<=", "="):
            high = min(high, version)
        elif operator == "<":
            high = min(high, _before(version))
        elif operator == "~>" and len(given) > 1:
            high = min(high, _before(tuple([*given[:-2], given[-2] + 1, 0, 0][:3])))
    return low, high


def _before(version: Version) -> Version:
    major, minor, patch = version
    if patch:
        return (major, minor, patch - 1)
    return (major, minor - 1, 10**9) if minor else (major - 1, 10**9, 10**9)
