"""New values in YAML's flow style: on one line, wherever they are put."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.spec.edits.scalar_text import scalar_text
from generator.spec.edits.written import MERGE, Written
from generator.spec.nodes import Mapping as MappingNode
from generator.spec.nodes import Node, Scalar


@dataclass(frozen=True)
class Verbatim:
    """Text that is written as it is: an alias, `null`, or YAML that was copied."""

    text: str


Value = str | Verbatim | Written | Node | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: text, a map or a list of values, or a copy of what stands elsewhere."""

NULL = Verbatim("null")


def as_flow(value: Value, style: str | None = None) -> str:
    """The value on one line. Texts and keys are in quotes of that `style`, if one is given. What is copied is without
    anchors and merge keys, and its aliases are written out."""
    match value:
        case Verbatim():
            return value.text
        case str():
            return scalar_text(value, style)
        case Written():
            return _copied(value.resolved, style)
        case Scalar():
            return _scalar(value.text, value.plain, style)
        case MappingNode():
            return as_flow({name: entry.value for name, entry in value.entries.items()}, style)
        case Mapping():
            entries = (f"{_key(name, style)}: {as_flow(one, style)}" for name, one in value.items())
            return "{" + ", ".join(entries) + "}"
        case _:
            items = value if isinstance(value, Sequence) else value.items
            return "[" + ", ".join(as_flow(item, style) for item in items) + "]"


def _key(name: str, style: str | None) -> str:
    return name if name == MERGE else scalar_text(name, style)


def _copied(node: Written, style: str | None) -> str:
    if node.text is not None:
        return _scalar(node.text, node.style is None, style)
    return as_flow(node.effective() if node.entries is not None else (node.items or ()), style)


def _scalar(text: str, is_plain: bool, style: str | None) -> str:
    """A plain scalar stays plain, for it may be a number; on one line some need quotes, and then it is text."""
    if not is_plain:
        return scalar_text(text, style or '"')
    return (text or "null") if not any(mark in text for mark in ",[]{}\n") else scalar_text(text, '"')
