"""Terraform's version constraints, such as `>= 5.68, < 7`.

https://developer.hashicorp.com/terraform/language/expressions/version-constraints
"""

from __future__ import annotations

import re

Version = tuple[int, int, int]

_CONDITION = re.compile(
    r"\s*(?P<operator>=|!=|>=|<=|~>|>|<)?\s*"
    r"(?P<version>[0-9]{1,9}(?:\.[0-9]{1,9}){0,2})(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?\s*"
)
_FROM_BELOW = (None, "=", ">", ">=", "~>")


def is_constraint(text: str) -> bool:
    """True if Terraform accepts the text as a version constraint."""
    return all(_CONDITION.fullmatch(condition) for condition in text.split(","))


def oldest(constraint: str) -> Version | None:
    """The version that nothing older than which fits a valid constraint; None if there is no such version."""
    matches = [_CONDITION.fullmatch(condition) for condition in constraint.split(",")]
    bounds = [_version(match["version"]) for match in matches if match and match["operator"] in _FROM_BELOW]
    return max(bounds, default=None)


def _version(text: str) -> Version:
    major, minor, patch, *_ = (*map(int, text.split(".")), 0, 0)
    return major, minor, patch
