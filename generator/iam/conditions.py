"""Whether a condition holds for a request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.iam.policy_comparison import matches
from generator.iam.policy_document import UNKNOWN, Condition
from generator.iam.verdict import Verdict, any_of

_NULL = "null"
_MATCHES: Mapping[str, Callable[[str, str], bool]] = MappingProxyType(
    {
        "stringequals": lambda given, value: given == value,
        "stringequalsignorecase": lambda given, value: given.lower() == value.lower(),
        "stringlike": matches,
    }
)
_SETS = ("", "forallvalues", "foranyvalue")
_SPELLED = MappingProxyType(
    {
        one.lower(): one
        for one in (
            "ForAllValues",
            "ForAnyValue",
            "Null",
            "StringEquals",
            "StringEqualsIgnoreCase",
            "StringLike",
            "StringNotEquals",
            "StringNotEqualsIgnoreCase",
            "StringNotLike",
        )
    }
)


def holds(condition: Condition, value: str) -> Verdict:
    """Whether a condition holds for a request that has its key once, with that value; `UNKNOWN` for one that is not
    known. It cannot be said of operators for other types than text, and of policy variables.

    `…IfExists` and `ForAllValues:` make a difference to requests without the key only, and `ForAnyValue:` to those that
    have it more than once.
    """
    if condition.operator == _NULL:
        return any_of(_says_it_is_there(one) for one in condition.values)
    if not is_understood(condition):
        return None
    _, operator, _ = _parts(condition.operator)
    positive = _positive(operator)
    matched = any_of(_matches(positive, one, value) for one in condition.values)
    return matched if operator == positive or matched is None else not matched


def is_understood(condition: Condition) -> bool:
    """True if the operator is one of those for texts, or `Null`."""
    set, operator, _ = _parts(condition.operator)
    return condition.operator == _NULL or (set in _SETS and _positive(operator) in _MATCHES)


def in_words(condition: Condition) -> str:
    """`StringEquals ocid1.tenancy.oc1..aaaa`: the operator as IAM's documentation spells it, and the values."""
    set, operator, suffix = _parts(condition.operator)
    prefix = f"{_SPELLED.get(set, set)}:" if set else ""
    return f"{prefix}{_SPELLED.get(operator, operator)}{suffix} {', '.join(sorted(condition.values))}".strip()


def _parts(operator: str) -> tuple[str, str, str]:
    """`forallvalues`, the operator, and `IfExists`; "" for what is not there."""
    set, _, rest = operator.rpartition(":")
    bare = rest.removesuffix("ifexists")
    return set, bare, "IfExists" if bare != rest else ""


def _positive(operator: str) -> str:
    """`stringequals` of `stringnotequals`."""
    return operator.replace("stringnot", "string", 1)


def _says_it_is_there(value: str) -> Verdict:
    """`"Null": {KEY: "true"}` holds where the request has no such key."""
    return {"true": False, "false": True}.get(value.lower())


def _matches(operator: str, given: str, value: str) -> Verdict:
    # `${` begins a policy variable, which IAM replaces by something of the request:
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    if UNKNOWN in (given, value) or "${" in given:
        return None
    return _MATCHES[operator](given, value)
