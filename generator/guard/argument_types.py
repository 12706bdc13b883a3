"""Whether what the rules read of a resource has the type that its provider gives it."""

from __future__ import annotations

from types import UnionType

from generator.guard.judged_types import JUDGED
from generator.guard.plan import ResourceChange

_TEXTS = {
    "arn", "id", "name", "policy", "assume_role_policy", "role", "policy_arn", "target_key_id", "target_key_arn",
    "key_id", "compartment_id", "region", "db_name", "kms_key_id",
}  # fmt: skip
_TRUTHS = {"is_enabled", "enabled"}
_NUMBERS = {"deletion_window_in_days"}


def wrong_type(resource: ResourceChange) -> str | None:
    """A sentence about the first argument that has another type than the provider gives it; None if there is none."""
    if resource.mode != "managed" or resource.type not in JUDGED:
        return None
    for side in ("before", "after"):
        for name, value in getattr(resource, side).items():
            expected = _expected(name, value)
            if expected:
                return f"{resource.address}: change.{side}.{name} is not {expected}."
    return None


def _expected(name: str, value: object) -> str | None:
    if value is None:
        return None
    if name in _TEXTS and not isinstance(value, str):
        return "a text"
    if name in _TRUTHS and not isinstance(value, bool):
        return "true or false"
    if name in _NUMBERS and (isinstance(value, bool) or not isinstance(value, int | float)):
        return "a number"
    if name == "encryption_key" and not _is_list(value, dict):
        return "a list of blocks"
    if name == "whitelisted_ips" and not _is_list(value, str | None):
        return "a list of texts"
    if name == "encryption_key" and isinstance(value, list):
        wrong = [key for block in value for key, one in block.items() if not isinstance(one, str | None)]
        return f"a block of texts ({wrong[0]})" if wrong else None
    return None


def _is_list(value: object, of: type | UnionType) -> bool:
    return isinstance(value, list) and all(isinstance(one, of) for one in value)
