"""A policy document from its data source: what `aws_iam_policy_document` says of it before its JSON is known."""

from __future__ import annotations

from collections.abc import Mapping

from generator.guard.configuration_references import Configuration, Resolution
from generator.guard.judged_types import KEYS
from generator.guard.plan import ResourceChange, has_mark
from generator.iam.policy_document import (
    ALLOW,
    UNKNOWN,
    Condition,
    PolicyDocument,
    Statement,
    Terms,
    condition,
    merged,
    parse_policy,
)

_OTHER_DOCUMENTS = ("override_policy_documents", "override_json", "source_json")


def document_of_data_source(
    source: ResourceChange, configuration: Configuration, key_arns: Mapping[str, frozenset[str]]
) -> PolicyDocument:
    """What is known of the document; `hidden` where statements can be in it that are not known. `key_arns` are those of
    the keys that are there, by the key's address in the configuration."""
    if source.is_unknown("source_policy_documents") or any(
        source.is_unknown(name) or source.after.get(name) for name in _OTHER_DOCUMENTS
    ):
        return PolicyDocument((), f"{source.address} takes in other documents")
    marks = source.change.after_unknown
    unknown = marks.get("statement") if isinstance(marks, dict) else marks
    given = source.after.get("statement") or []
    if unknown is True or not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        return PolicyDocument((), f"the statements of {source.address} are not known")
    expressions = configuration.expression(source.module_address, _resource(source), "statement")
    blocks = expressions if isinstance(expressions, list) and len(expressions) == len(given) else [None] * len(given)
    statements = []
    for index, one in enumerate(given):
        marked = unknown[index] if isinstance(unknown, list) and index < len(unknown) else {}
        block = blocks[index]
        expression = block.get("resources") if isinstance(block, dict) else None
        resolution = configuration.resolve(source.module_address, _resource(source), expression)
        statements.append(_statement(one, marked, resolution, key_arns))
    own = PolicyDocument(tuple(statements))
    others = [parse_policy(text) if isinstance(text, str) else None for text in _list(source.after, _SOURCES)]
    if any(one is None for one in others):
        why = f"{source.address} takes in what is no policy document"
        return PolicyDocument((), why, is_unreadable=True)
    return merged([*(one for one in others if one), own])


_SOURCES = "source_policy_documents"


def _resource(source: ResourceChange) -> str:
    return f"data.{source.type}.{source.name}"


def _statement(
    block: dict[str, object], marks: object, resolution: Resolution, key_arns: Mapping[str, frozenset[str]]
) -> Statement:
    hidden = {part for name, part in _PARTS.items() if _is_marked(marks, name)}
    references: frozenset[str] = frozenset()
    unknown = _unknown_elements(marks, "resources")
    of_keys = {arn for target in resolution.targets for arn in key_arns.get(target.address, ())}
    known = len(of_keys & set(_texts(block, "resources")))
    if unknown and _is_keys(resolution) and unknown + known == resolution.times:
        hidden.discard("resources")
        references = frozenset(target.address for target in resolution.targets)
    principals = _principals(block, "principals")
    inverted = _principals(block, "not_principals")
    effect = block.get("effect")
    return Statement(
        effect=effect if isinstance(effect, str) else ALLOW,
        actions=_terms(block, "actions"),
        resources=_terms(block, "resources"),
        principals=Terms(frozenset(inverted), True)
        if inverted
        else Terms(frozenset(principals))
        if principals
        else None,
        conditions=frozenset(_conditions(block)),
        key_references=references,
        hidden=frozenset(hidden),
    )


_PARTS = {
    "effect": "effect",
    "actions": "actions",
    "not_actions": "actions",
    "resources": "resources",
    "not_resources": "resources",
    "principals": "principals",
    "not_principals": "principals",
    "condition": "conditions",
}


def _unknown_elements(marks: object, name: str) -> int:
    """How many elements of a list are not known; 0 if not even that is known, or all of them are."""
    marked = marks.get(name) if isinstance(marks, dict) else None
    return sum(one is True for one in marked) if isinstance(marked, list) else 0


def _is_keys(resolution: Resolution) -> bool:
    return (
        resolution.is_complete
        and bool(resolution.targets)
        and all(target.type in KEYS and target.attribute == "arn" for target in resolution.targets)
    )


def _is_marked(marks: object, name: str) -> bool:
    return marks is True or (isinstance(marks, dict) and has_mark(marks.get(name)))


def _terms(block: dict[str, object], name: str) -> Terms:
    inverted = _texts(block, f"not_{name}")
    return Terms(frozenset(inverted), is_inverted=True) if inverted else Terms(frozenset(_texts(block, name)))


def _principals(block: dict[str, object], name: str) -> list[tuple[str, str]]:
    return [
        ("AWS" if one.get("type") == "*" else str(one.get("type")), identifier)
        for one in _list(block, name)
        if isinstance(one, dict)
        for identifier in _texts(one, "identifiers")
    ]


def _conditions(block: dict[str, object]) -> list[Condition]:
    return [
        condition(
            str(one.get("test")),
            str(one.get("variable")),
            [value if isinstance(value, str) else UNKNOWN for value in _list(one, "values")] or [UNKNOWN],
        )
        for one in _list(block, "condition")
        if isinstance(one, dict)
    ]


def _texts(block: dict[str, object], name: str) -> list[str]:
    return [one for one in _list(block, name) if isinstance(one, str)]


def _list(block: object, name: str) -> list[object]:
    value = block.get(name) if isinstance(block, dict) else None
    return value if isinstance(value, list) else []
