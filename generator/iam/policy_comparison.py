"""Whether one policy document allows more than another."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from generator.facts.arn import parse_key_arn
from generator.facts.kms_actions import matching
from generator.iam.policy_document import Condition, PolicyDocument, Statement, Terms

_MOST_COMBINATIONS = 20_000  # IAM's limits keep real documents far below
_MOST_PAIRS = 250_000  # of statements; the largest policy that AWS takes has some 400
_ACCOUNT = re.compile(r"[0-9]{12}")
_NOTHING = Terms(frozenset([""]))


def widenings(before: PolicyDocument, after: PolicyDocument, *, besides: frozenset[str] = frozenset()) -> list[str]:
    """What `after` allows and `before` did not, in words and in order; another key as a resource is not one.

    `besides` are principals, as `normal_principal` writes them, that may be allowed anything. What is hidden in `after`
    is left out.
    """
    if len(before.statements) * len(after.statements) > _MOST_PAIRS:
        return ["more statements than can be compared"]
    found = [
        said
        for statement in after.allowing()
        for said in _uncovered(statement, before.allowing(), besides, keys_are_equal=True)
    ]
    is_known = not after.hidden and not any("effect" in one.hidden for one in after.statements)
    if is_known and not any(one.hidden - {"resources"} for one in after.denying()):
        denying = tuple(_at_most(one) for one in after.denying())
        found += [
            f"a Deny is gone or narrower ({said})"
            for statement in before.denying()
            for said in _uncovered(statement, denying, frozenset(), keys_are_equal=False)
        ]
    return list(dict.fromkeys(found))


def _at_most(denying: Statement) -> Statement:
    """A Deny whose resources are not known yet can deny all of them."""
    if not (denying.key_references or "resources" in denying.hidden):
        return denying
    return dataclasses.replace(denying, resources=Terms(frozenset(["*"])))


def allows(document: PolicyDocument, action: str, resource: str, *, keys: frozenset[str] = frozenset()) -> bool:
    """True if the document allows an action on a resource, whatever the conditions, and does not deny it outright.
    `keys` are the addresses of the keys that may have that ARN."""
    denied = any(
        covers_action(one.actions, action) and _covers_text(one.resources, resource) and not one.conditions
        for one in document.denying()
    )
    return not denied and any(covers(one, action, resource, keys) for one in document.allowing())


def covers(statement: Statement, action: str, resource: str, keys: frozenset[str]) -> bool:
    """True if a statement is about an action on a resource, or can be; `keys` as in `allows`."""
    is_about = _covers_text(statement.resources, resource) or bool(keys & statement.key_references)
    return covers_action(statement.actions, action) and (is_about or "resources" in statement.hidden)


def reaches_kms(statement: Statement) -> bool:
    """True if an action of the statement can be one of AWS KMS."""
    if statement.actions.is_inverted:
        return True
    return any(one == "*" or one.casefold().startswith("kms:") for one in statement.actions.values)


def normal_principal(principal: tuple[str, str]) -> str:
    """A principal as one text: an account id is its root, and a type other than `AWS` stands before the name."""
    type, name = principal
    if type != "AWS":
        return f"{type} {name}"
    return f"arn:aws:iam::{name}:root" if _ACCOUNT.fullmatch(name) else name


def _uncovered(
    statement: Statement, by: tuple[Statement, ...], besides: frozenset[str], *, keys_are_equal: bool
) -> Iterator[str]:
    if any(_covers(one, statement, keys_are_equal) for one in by):
        return
    principals = [one for one in _one_by_one(statement.principals or _NOTHING) if _text_of(one) not in besides]
    actions = [""] if "actions" in statement.hidden else _one_by_one(statement.actions)
    resources = _one_by_one(statement.resources) + sorted(f"the key {one}" for one in statement.key_references)
    resources = resources or [""]
    if len(principals) * len(actions) * len(resources) > _MOST_COMBINATIONS:
        yield "more than can be compared"
        return
    for principal, action, resource in product(principals, actions, resources):
        parts = (principal, action, resource, statement)
        if any(_covers_parts(one, *parts, keys_are_equal) for one in by):
            continue
        yield _reason(parts, by, keys_are_equal)


def _reason(parts: tuple[Any, Any, Any, Statement], by: tuple[Statement, ...], keys_are_equal: bool) -> str:
    principal, action, resource, statement = parts
    resource_text, action_text = _text_of(resource), _text_of(action)
    for skipped, said in (
        ("action", f"{action_text} is new"),
        ("resource", f"{resource_text} is a new resource of {action_text}"),
        ("conditions", f"a condition on {action_text} is gone or weaker"),
        ("principal", f"{_text_of(principal)} is a new principal"),
    ):
        if any(_covers_parts(one, *parts, keys_are_equal, skipped) for one in by):
            return said
    who = f" for {_text_of(principal)}" if statement.principals is not None else ""
    where = f" on {resource_text}" if resource_text else ""
    return f"{action_text} is new{where}{who}"


def _covers(wide: Statement, narrow: Statement, keys_are_equal: bool) -> bool:
    return (
        all(_covers_principal(wide, one) for one in _one_by_one(narrow.principals or _NOTHING))
        and all(covers_action(wide.actions, one) for one in _one_by_one(narrow.actions))
        and all(_covers_resource(wide, one, keys_are_equal) for one in _one_by_one(narrow.resources))
        and all(_covers_resource(wide, f"the key {one}", keys_are_equal) for one in narrow.key_references)
        and covers_conditions(wide.conditions, narrow.conditions)
    )


def _covers_parts(
    wide: Statement,
    principal: Any,
    action: Any,
    resource: Any,
    narrow: Statement,
    keys_are_equal: bool,
    skipped: str = "",
) -> bool:
    return (
        (skipped == "principal" or _covers_principal(wide, principal))
        and (skipped == "action" or action == "" or covers_action(wide.actions, action))
        and (skipped == "resource" or resource == "" or _covers_resource(wide, resource, keys_are_equal))
        and (skipped == "conditions" or covers_conditions(wide.conditions, narrow.conditions))
    )


def _covers_principal(wide: Statement, one: Any) -> bool:
    if one == "":
        return True
    terms = wide.principals or Terms(frozenset())
    if isinstance(one, Terms):
        return terms.is_inverted and terms.values <= one.values
    if terms.is_inverted:
        return one not in terms.values
    known = {normal_principal(value) for value in terms.values}
    return "*" in known or normal_principal(one) in known


def covers_action(terms: Terms, one: str | Terms) -> bool:
    """True if the actions of a statement cover an action, or all that an inverted one stands for."""
    lower = Terms(frozenset(value.lower() for value in terms.values), terms.is_inverted)
    if isinstance(one, Terms):
        return _covers_text(lower, Terms(frozenset(value.lower() for value in one.values), True))
    if _covers_text(lower, one.lower()):
        return True
    expanded = matching(one) if "*" in one or "?" in one else ()
    return one.lower().startswith("kms:") and bool(expanded) and all(_covers_text(lower, a.lower()) for a in expanded)


def _covers_resource(wide: Statement, one: str | Terms, keys_are_equal: bool) -> bool:
    if one == "" or _covers_text(wide.resources, one):
        return True
    if not keys_are_equal or isinstance(one, Terms) or not (one.startswith("the key ") or parse_key_arn(one)):
        return one in {f"the key {key}" for key in wide.key_references}
    values = () if wide.resources.is_inverted else wide.resources.values
    return bool(wide.key_references) or any(value == "*" or parse_key_arn(value) for value in values)


def _covers_text(terms: Terms, one: str | Terms) -> bool:
    if isinstance(one, Terms):
        if not terms.is_inverted:
            return "*" in terms.values
        return all(any(matches(by, value) for by in one.values) for value in terms.values)
    if terms.is_inverted:
        return not any(matches(value, one) or matches(one, value) for value in terms.values)
    return any(matches(value, one) for value in terms.values)


def covers_conditions(wide: frozenset[Condition], narrow: frozenset[Condition]) -> bool:
    """More conditions, or fewer values in one that names what is equal, allow less."""
    return all(
        any(
            one.operator == other.operator
            and one.key == other.key
            and (one.values == other.values or (_is_positive(one.operator) and other.values <= one.values))
            for other in narrow
        )
        for one in wide
    )


def _is_positive(operator: str) -> bool:
    return "not" not in operator and operator.rpartition(":")[2].startswith(("string", "arn", "numericequals", "ip"))


def _one_by_one(terms: Terms) -> list[Any]:
    """The values in order, or, inverted, the whole as one."""
    return [terms] if terms.is_inverted else sorted(terms.values)


def _text_of(one: Any) -> str:
    if isinstance(one, Terms):
        return f"everything but {', '.join(_names(one.values))}"
    return normal_principal(one) if isinstance(one, tuple) else str(one)


def _names(values: Iterable[Any]) -> list[str]:
    return sorted(normal_principal(one) if isinstance(one, tuple) else str(one) for one in values)


def matches(pattern: str, text: str) -> bool:
    """True if a pattern covers a text, which can be a pattern itself; `?` does not cover `*`. It goes back to the last
    `*` only, so that no pattern takes long."""
    at = in_text = 0
    star = resumed = -1
    while in_text < len(text):
        if at < len(pattern) and pattern[at] == "*":
            star, resumed = at, in_text
            at += 1
        elif at < len(pattern) and (pattern[at] == text[in_text] or (pattern[at] == "?" and text[in_text] != "*")):
            at += 1
            in_text += 1
        elif star >= 0:
            resumed += 1
            at, in_text = star + 1, resumed
        else:
            return False
    return pattern[at:].strip("*") == ""
