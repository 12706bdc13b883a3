"""Policy documents that stand as JSON in an argument: as text, or as `jsonencode` of an object."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from generator.configuration.terraform import Expression, Value
from generator.diff.changes import StatementText
from generator.diff.moves import NO_MOVES, Moves
from generator.diff.stated import Document, Stated, say_the_same
from generator.diff.values import canonical
from generator.iam.conditions import in_words
from generator.iam.policy_comparison import normal_principal
from generator.iam.policy_document import Condition, Statement, Terms, parse_policy

_LONGEST = 100_000  # characters; AWS takes 32 KiB at most, for a key policy
_ENCODED = re.compile(r"jsonencode\((?P<object>\{.*\})\)", re.DOTALL)


def same_policy(old: Value, new: Value, moves: Moves = NO_MOVES) -> bool:
    """True if two canonical values are policy documents that say the same; the order of statements and of what they
    list, and the case of actions, do not count."""
    if old == new or not _may_be_one(old) or not _may_be_one(new):
        return False
    before, after = policy_document(old, "", moves), policy_document(new, "")
    return before is not None and after is not None and say_the_same(before, after)


def policy_document(value: Value, kind: str, moves: Moves = NO_MOVES) -> Document | None:
    """The document that a canonical value is; None if it is none, or parts of it are computed. References in it stand
    as `${…}`."""
    if not _may_be_one(value):
        return None
    text = value if isinstance(value, str) else _encoded(value, moves)
    if text is None or len(text) > _LONGEST or parse_policy(text) is None:
        return None
    tree = json.loads(text)
    listed = tree["Statement"] if isinstance(tree["Statement"], list) else [tree["Statement"]]
    statements = tuple(_stated(one) for one in listed)
    besides = tuple(sorted((name, json.dumps(given)) for name, given in tree.items() if name != "Statement"))
    return Document(kind, statements, besides)


def is_policy(hcl: str) -> bool:
    """True if the canonical source of a value is that of a document which `policy_document` reads."""
    from generator.verify.hcl_reader import expression_value

    try:
        return policy_document(canonical(expression_value(hcl)), "") is not None
    except ValueError:  # it was read with a fault, which has been reported with its place
        return False


def shown_condition(condition: Condition, key: str) -> str:
    """`StringEquals sts:ExternalId ocid1.tenancy.oc1..aaaa`, with the key as it is spelled."""
    operator = in_words(Condition(condition.operator, condition.key, frozenset()))
    return f"{operator} {key} {', '.join(sorted(condition.values)) or '(no value)'}"


def unquoted(value: Value, source: str) -> str:
    """A value as people read it: text without its quotes, anything else as its source."""
    if isinstance(value, str):
        return value
    return source[1:-1] if source.startswith('"') and source.endswith('"') else source


def _may_be_one(value: Value) -> bool:
    """Most values are none, and can be told so quickly."""
    text = value.source if isinstance(value, Expression) else value
    return isinstance(text, str) and "Statement" in text


def _encoded(value: Value, moves: Moves) -> str | None:
    found = _ENCODED.fullmatch(value.source) if isinstance(value, Expression) else None
    if found is None:
        return None
    from generator.verify.hcl_reader import expression_value

    try:
        given = expression_value(found["object"])
    except ValueError:  # more than one call, such as a comparison of two
        return None
    return json.dumps(_with_references(given, moves)) if isinstance(given, Mapping) else None


def _with_references(value: Value, moves: Moves) -> object:
    if isinstance(value, Expression):
        source = moves.followed(value.source)
        return source[1:-1] if source.startswith('"') and source.endswith('"') else f"${{{source}}}"
    if isinstance(value, Mapping):
        return {key: _with_references(item, moves) for key, item in value.items()}
    return [_with_references(item, moves) for item in value] if isinstance(value, tuple) else value


def _stated(tree: dict[str, object]) -> Stated:
    text = json.dumps({"Statement": [tree]})
    parsed = parse_policy(text)
    assert parsed is not None  # the whole was one
    statement = parsed.statements[0]
    sid = tree.get("Sid")
    return Stated(sid if isinstance(sid, str) else None, _normal(statement), _text(statement, text))


def _normal(statement: Statement) -> Statement:
    actions = Terms(frozenset(one.casefold() for one in statement.actions.values), statement.actions.is_inverted)
    principals = statement.principals
    if principals is not None:
        principals = Terms(frozenset(map(normal_principal, principals.values)), principals.is_inverted)
    return replace(statement, actions=actions, principals=principals)


def _text(statement: Statement, json_text: str) -> StatementText:
    principals = statement.principals or Terms(frozenset())
    return StatementText(
        statement.effect,
        _terms(Terms(frozenset(map(normal_principal, principals.values)), principals.is_inverted)),
        _terms(statement.actions),
        _terms(statement.resources),
        tuple(sorted(shown_condition(one, _as_spelled(one.key, json_text)) for one in statement.conditions)),
    )


def _terms(terms: Terms) -> tuple[str, ...]:
    values = sorted(terms.values)
    return (f"everything but {', '.join(values)}",) if terms.is_inverted else tuple(values)


def _as_spelled(key: str, text: str) -> str:
    found = re.search(re.escape(key), text, re.IGNORECASE)
    return found[0] if found else key
