"""Keys and policies that a change makes itself: to allow their use opens nothing that there was before."""

from __future__ import annotations

from generator.configuration.terraform import Value
from generator.diff.meaning.afterwards import is_moved_to, is_taken_over
from generator.diff.meaning.case import Case
from generator.diff.meaning.names import Named, kind_of, named


def is_new_key(case: Case, key: Named) -> bool:
    """True for a key that the stack makes in the same change. Nothing is encrypted with it yet."""
    return _is_new(case, key, "key")


def allows_new_keys_alone(case: Case, key_arns: Value) -> bool:
    """True if a policy allows the use of keys, and all of them are new."""
    keys = [named(one, case.new) for one in key_arns] if isinstance(key_arns, tuple) else []
    return bool(keys) and all(is_new_key(case, one) for one in keys)


def is_new_policy_of_new_keys(case: Case, policy: Named) -> bool:
    """True for a policy that is new itself and allows the use of new keys alone."""
    block = case.new.at(policy.address) if policy.address else None
    arguments = block.arguments if block else {}
    return _is_new(case, policy, "policy") and allows_new_keys_alone(case, arguments.get("key_arns"))


def _is_new(case: Case, one: Named, kind: str) -> bool:
    if one.address is None or kind_of(case.new.at(one.address)) != kind or is_taken_over(case.new, one.address):
        return False
    return case.old.at(one.address) is None and not is_moved_to(case.new, one.address)
