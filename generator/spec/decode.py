"""Nodes to the structs of the model: every mistake becomes a diagnostic at its place, and reading goes on.

The type of a field says how its value is read. msgspec describes the types; its own decoder is not used because it
stops at the first mistake and knows no places.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec.inspect import (
    AnyType,
    BoolType,
    DictType,
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

from generator.spec.collection_readers import ListReader, MapReader, Reader, StructReader
from generator.spec.either_reader import EitherReader
from generator.spec.raw import PlainScalar, RawReader, RawValue
from generator.spec.scalar_readers import TextReader, TruthReader, WholeNumberReader, WordReader

__all__ = ["PlainScalar", "RawValue", "reader_of"]


@cache
def reader_of(annotation: Any) -> Reader:
    """What reads nodes as a type of `generator.spec.model`."""
    return _reader(type_info(annotation))


def _reader(described: Type) -> Reader:
    described, expected = _unwrapped(described)
    match described:
        case AnyType():
            return RawReader()
        case StrType():
            return TextReader(described.pattern, described.min_length, described.max_length, expected)
        case IntType():
            return WholeNumberReader(described.ge, described.le)
        case BoolType():
            return TruthReader()
        case LiteralType():
            return WordReader(described.values)
        case ListType():
            return ListReader(_reader(described.item_type))
        case DictType():
            return MapReader(_reader(described.key_type), _reader(described.value_type))
        case StructType():
            return _struct_reader(described)
        case UnionType():
            # What may be None may be left out: `StructReader` sees to that.
            ways = [_reader(one) for one in described.types if not isinstance(one, NoneType)]
            return ways[0] if len(ways) == 1 else EitherReader(ways)
        case _:
            raise TypeError(f"{described} is no type for a field of the model")


def _struct_reader(described: StructType) -> StructReader:
    fields = {field.encode_name: _reader(field.type) for field in described.fields}
    required = [field.encode_name for field in described.fields if field.required]
    return StructReader(described.cls, fields, required)


def _unwrapped(described: Type) -> tuple[Type, str | None]:
    """The type without its descriptions, and what the model says in words that is expected there."""
    expected = None
    while isinstance(described, Metadata):
        expected = (described.extra or {}).get("expected", expected)
        described = described.type
    return described, expected
