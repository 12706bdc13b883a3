"""The reference of a spec's keys, from the model (`generator.spec.model`) itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from msgspec import NODEFAULT
from msgspec.inspect import (
    AnyType,
    BoolType,
    DictType,
    Field,
    IntType,
    ListType,
    LiteralType,
    Metadata,
    NoneType,
    StrType,
    StructType,
    Type,
    UnionType,
    type_info,
)

from generator.spec.model import SpecFile
from tests.docs.markdown import anchor

_NAME = "NAME"


def spec_reference() -> str:
    """A section for each kind of object, in the order in which a spec has them."""
    root = type_info(SpecFile)
    assert isinstance(root, StructType)
    sections = [_section(path, struct) for path, struct in _structs("", root)]
    return "\n\n".join(sections)


def _structs(path: str, struct: StructType) -> Iterator[tuple[str, StructType]]:
    """The struct and those below it, each with its path; paths begin anew at the stack."""
    yield path, struct
    for field in struct.fields:
        for below, inner in _inner(field.type):
            name = f"{field.encode_name}{below}"
            beginning = "" if path in ("", f"stacks.{_NAME}") else f"{path}."
            yield from _structs(f"{beginning}{name}", inner)


def _inner(type: Type) -> Iterator[tuple[str, StructType]]:
    match type:
        case Metadata():
            yield from _inner(type.type)
        case UnionType():
            for one in type.types:
                yield from _inner(one)
        case DictType():
            yield from ((f".{_NAME}{below}", struct) for below, struct in _inner(type.value_type))
        case StructType():
            yield "", type


def _section(path: str, struct: StructType) -> str:
    heading = f"### {path}" if path else "### The top of a file"
    about = " ".join((struct.cls.__doc__ or "").split())
    return "\n".join([heading, "", about, "", *(_bullet(path, field) for field in struct.fields)])


def _bullet(path: str, field: Field) -> str:
    """In the manner of the Terraform Registry: `name` - (Required) What it is."""
    need = "Required" if field.required else "Optional"
    description = _description(field.type)
    below = next((one for one, _ in _inner(field.type)), None)
    beginning = "" if path in ("", f"stacks.{_NAME}") else f"{path}."
    see = f"{beginning}{field.encode_name}{below}"
    parts = [
        f"- `{field.encode_name}` - ({need}, {_kind(field.type)})",
        description if not description or description.endswith(".") else f"{description}.",
        _default(field),
        _example(field.type),
        f"See [{see}](#{anchor(see)})." if below is not None else "",
    ]
    return " ".join(part for part in parts if part)


def _kind(type: Type) -> str:
    """What the value is, in words."""
    match type:
        case Metadata():
            expected = (type.extra or {}).get("expected")
            return str(expected).replace("<", r"\<") if expected else _kind(type.type)
        case UnionType():
            return " or ".join(_kind(one) for one in type.types if not isinstance(one, NoneType))
        case LiteralType():
            return " or ".join(f"`{json.dumps(value).strip(chr(34))}`" for value in type.values)
        case ListType():
            return f"a list, each {_kind(type.item_type)}"
        case DictType():
            return (
                "a map" if isinstance(type.value_type, AnyType | StructType) else f"a map of {_kind(type.value_type)}"
            )
        case StructType():
            return "an object"
        case IntType():
            limits = "" if type.ge is None else f" from {type.ge} to {type.le}"
            return f"a whole number{limits}"
        case StrType():
            limits = "" if type.max_length is None else f" of {type.min_length} to {type.max_length} characters"
            return f"text{limits}"
        case BoolType():
            return "`true` or `false`"
    raise TypeError(f"No words for {type}")


def _description(type: Type) -> str:
    """What the field says of itself; what only its type says is in `_kind`."""
    if not isinstance(type, Metadata):
        return ""
    description = str((type.extra_json_schema or {}).get("description", ""))
    return "" if description == (type.extra or {}).get("expected") else description


def _default(field: Field) -> str:
    value = field.default
    if field.required or value is NODEFAULT or value is None or hasattr(value, "__struct_fields__"):
        return ""
    return f"Default: `{_written(value)}`."


def _example(type: Type) -> str:
    examples = (type.extra_json_schema or {}).get("examples") if isinstance(type, Metadata) else None
    return f"Example: `{_written(examples[0])}`." if examples else ""


def _written(value: Any) -> str:
    """A value as it may stand in YAML."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
