"""IAM's policy documents, as far as they are compared.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

ALLOW, DENY = "Allow", "Deny"
UNKNOWN = "(known after apply)"
"""Stands for a value that is known only after the apply."""

Principal: TypeAlias = tuple[str, str]  # the type (`AWS`, `Service`, `Federated`) and the principal
_ELEMENTS = frozenset(
    ("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition")
)
_TYPES_OF_PRINCIPALS = ("AWS", "Service", "Federated", "CanonicalUser")


@dataclass(frozen=True, slots=True)
class Condition:
    """`operator` and `key` are in lower case: IAM does not tell the cases apart."""

    operator: str
    key: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Terms:
    """The actions, resources or principals of a statement; with `is_inverted` everything but those."""

    values: frozenset[Any]
    is_inverted: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. `principals` is None in a policy of an identity, which has none.

    `key_references` are the keys, by their address in the configuration, whose ARNs `resources` will hold and that are
    not known yet. `hidden` names the parts that are not known and cannot be told from the configuration.
    """

    effect: str
    actions: Terms
    resources: Terms
    principals: Terms | None = None
    conditions: frozenset[Condition] = frozenset()
    key_references: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """All statements; with `hidden` there can be more that cannot be told, and it says why. `is_unreadable` where that
    is not for want of a value that comes with the apply: what is there is no policy document."""

    statements: tuple[Statement, ...]
    hidden: str = ""
    is_unreadable: bool = False

    def allowing(self) -> tuple[Statement, ...]:
        return tuple(one for one in self.statements if one.effect == ALLOW)

    def denying(self) -> tuple[Statement, ...]:
        return tuple(one for one in self.statements if one.effect == DENY)

    @property
    def hidden_parts(self) -> frozenset[str]:
        return frozenset(part for one in self.statements for part in one.hidden)


def parse_policy(text: str) -> PolicyDocument | None:
    """The document that a JSON text holds; None if it is none."""
    try:
        tree = msgspec.json.decode(text)
    except (ValueError, msgspec.DecodeError, RecursionError):
        return None
    given = tree.get("Statement") if isinstance(tree, dict) else None
    listed = given if isinstance(given, list) else [given]
    statements = [one for one in listed if isinstance(one, dict)]
    if len(statements) < len(listed):
        return None
    try:
        return PolicyDocument(tuple(_statement(one) for one in statements))
    except TypeError:
        return None


def _statement(tree: dict[str, Any]) -> Statement:
    """`TypeError` for what IAM would refuse, or would be read here as nothing."""
    if not tree.keys() <= _ELEMENTS or tree.get("Effect") not in (ALLOW, DENY):
        raise TypeError
    has_principal = "Principal" in tree or "NotPrincipal" in tree
    return Statement(
        effect=tree["Effect"],
        actions=_terms(tree, "Action", texts),
        resources=_terms(tree, "Resource", texts),
        principals=_terms(tree, "Principal", _principals) if has_principal else None,
        conditions=frozenset(_conditions(tree.get("Condition"))),
    )


def _terms(tree: dict[str, Any], name: str, read: Any) -> Terms:
    if f"Not{name}" in tree:
        return Terms(frozenset(read(tree[f"Not{name}"])), is_inverted=True)
    return Terms(frozenset(read(tree.get(name))))


def _principals(tree: object) -> Iterator[Principal]:
    if isinstance(tree, str):
        yield ("AWS", tree)  # `"*"`, the same as `{"AWS": "*"}` in a policy that allows
        return
    if tree is not None and not isinstance(tree, dict):
        raise TypeError
    for type, values in (tree or {}).items():
        known = next((one for one in _TYPES_OF_PRINCIPALS if one.casefold() == type.casefold()), type)
        for value in texts(values):
            yield (known, value)


def _conditions(tree: object) -> Iterator[Condition]:
    if tree is not None and not isinstance(tree, dict):
        raise TypeError
    for operator, keys in (tree or {}).items():
        if not isinstance(keys, dict):
            raise TypeError
        for key, values in keys.items():
            yield condition(operator, key, texts(values))


def condition(operator: str, key: str, values: Iterable[str]) -> Condition:
    """A condition as IAM understands it."""
    return Condition(operator.casefold(), key.casefold(), frozenset(values))


def texts(value: object) -> tuple[str, ...]:
    """One text or a list of them; numbers and truth values, which IAM takes for texts, as JSON writes them."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(_text(one) for one in values)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    raise TypeError


def merged(documents: Iterable[PolicyDocument]) -> PolicyDocument:
    """One document of all statements."""
    given = list(documents)
    return PolicyDocument(
        tuple(statement for one in given for statement in one.statements),
        next((one.hidden for one in given if one.hidden), ""),
        any(one.is_unreadable for one in given),
    )
