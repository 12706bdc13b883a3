"""Values without a type of their own (`arguments`, a backend's `config`) to Terraform's values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.configuration.terraform import Block, Value
from generator.diagnostics import did_you_mean
from generator.facts import provider_schema
from generator.facts.provider_schema import BlockSchema
from generator.spec.decode import PlainScalar, RawValue
from generator.spec.nodes import Path

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_TRUTH = {"true": True, "false": False}


@dataclass
class Arguments:
    """What was read: the arguments and blocks of a body, and by path what could not be, with the reason."""

    arguments: dict[str, Value] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    problems: list[tuple[Path, str]] = field(default_factory=list)


def resource_arguments(resource_type: str, given: Mapping[str, RawValue]) -> Arguments:
    """A resource's arguments read by the types that its provider's schema gives them."""
    schema = provider_schema.resource(resource_type)
    assert schema is not None, f"no pinned schema for {resource_type}"
    result = Arguments()
    _body(schema, given, (), result)
    return result


def untyped(raw: RawValue) -> Value:
    """A value where no schema says the type: an unquoted number or truth value is one, all else is text."""
    match raw:
        case PlainScalar(text):
            if text in _TRUTH:
                return _TRUTH[text]
            number = _number(text)
            return text if number is None else number
        case dict():
            return {name: untyped(value) for name, value in raw.items()}
        case tuple():
            return tuple(untyped(item) for item in raw)
        case _:
            return None if raw is None else str(raw)


def _body(schema: BlockSchema, given: Mapping[str, RawValue], path: Path, result: Arguments) -> None:
    for name, raw in given.items():
        below = (*path, name)
        attribute = schema.attributes.get(name)
        nested = schema.block_types.get(name)
        if attribute is not None:
            if not attribute.required and not attribute.optional:
                result.problems.append((below, f'"{name}" is set by the provider and cannot be given.'))
                continue
            try:
                result.arguments[name] = _typed(raw, attribute.type)
            except _Unfit as unfit:
                result.problems.append(((*below, *unfit.path), f'"{name}" takes {unfit.expected}.'))
        elif nested is not None:
            for index, item in enumerate(raw if isinstance(raw, tuple) else (raw,)):
                where = (*below, index) if isinstance(raw, tuple) else below
                if not isinstance(item, dict):
                    result.problems.append((where, f'"{name}" is a block: write a map, or a list of maps.'))
                    continue
                inner = Arguments()
                _body(nested.block, item, where, inner)
                result.problems += inner.problems
                result.blocks.append(Block(name, (), inner.arguments, tuple(inner.blocks)))
        else:
            known = [*schema.attributes, *schema.block_types]
            result.problems.append((below, f'The provider has no argument "{name}". {did_you_mean(name, known)}'))


class _Unfit(Exception):
    def __init__(self, expected: str, path: Path = ()) -> None:
        self.expected = expected
        self.path = path


def _typed(raw: RawValue, constraint: Any) -> Value:
    """`constraint` is Terraform's JSON form of a type: "string", ["list", "string"], ["object", {…}]."""
    if raw is None:
        return None
    if constraint in ("string", "number", "bool"):
        return _primitive(raw, constraint)
    collection, of = constraint
    if collection in ("list", "set"):
        if not isinstance(raw, tuple):
            raise _Unfit("a list")
        return tuple(_below(index, item, of) for index, item in enumerate(raw))
    if not isinstance(raw, dict):
        raise _Unfit("a map")
    if collection == "map":
        return {name: _below(name, value, of) for name, value in raw.items()}
    unknown = [name for name in raw if name not in of]
    if unknown:
        raise _Unfit(f"a map of {', '.join(of)}", (unknown[0],))
    return {name: _below(name, value, of[name]) for name, value in raw.items()}


def _below(step: str | int, raw: RawValue, constraint: Any) -> Value:
    try:
        return _typed(raw, constraint)
    except _Unfit as unfit:
        raise _Unfit(unfit.expected, (step, *unfit.path)) from unfit


def _primitive(raw: RawValue, constraint: str) -> Value:
    text = raw.text if isinstance(raw, PlainScalar) else raw
    if not isinstance(text, str):
        raise _Unfit({"string": "text", "number": "a number", "bool": "true or false"}[constraint])
    if constraint == "string":
        return text
    if constraint == "bool":
        if text not in _TRUTH or not isinstance(raw, PlainScalar):
            raise _Unfit("true or false")
        return _TRUTH[text]
    if not isinstance(raw, PlainScalar) or (number := _number(text)) is None:
        raise _Unfit("a number, of at most 15 digits" if _NUMBER.fullmatch(text) else "a number")
    return number


def _number(text: str) -> int | float | None:
    """A plain decimal; None for what is none, or has more digits than a double is sure to keep."""
    if len(text) > 17 or not _NUMBER.fullmatch(text) or sum(map(str.isdigit, text)) > 15:
        return None
    return float(text) if "." in text else int(text)
