"""Which fields of the spec's grammar are not the same in two specs."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.spec import model

Field: TypeAlias = tuple[str, str]
"""A struct and one of its keys: `("Key", "alias")`."""


def all_fields() -> set[Field]:
    """Every field of every struct of the grammar."""
    structs = [one for one in vars(model).values() if isinstance(one, type) and issubclass(one, Struct)]
    return {(one.__name__, field) for one in structs if one is not Struct for field in one.__struct_fields__}


def differing_fields(old: Any, new: Any) -> set[Field]:
    """The fields whose values are not the same in two specs, as trees; also those that only one of them has."""
    return {field for field, *_ in _values(model.SpecFile, old) ^ _values(model.SpecFile, new)}


def _values(struct: type[Struct], tree: dict[str, Any]) -> set[tuple[Field, str, str]]:
    return set(_walk(struct, tree, ""))


def _walk(struct: type[Struct], tree: dict[str, Any], path: str) -> Iterator[tuple[Field, str, str]]:
    hints = get_type_hints(struct)
    for key, value in tree.items():
        yield (struct.__name__, key), path, repr(value)
        inner = _struct_in(hints[key])
        if inner is None or not isinstance(value, dict):
            continue
        below = f"{path}/{key}"
        if _is_map(hints[key]):
            for name, one in value.items():
                yield from _walk(inner, one, f"{below}/{name}")
        else:
            yield from _walk(inner, value, below)


def _struct_in(hint: Any) -> type[Struct] | None:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return hint
    return next((found for one in get_args(hint) if (found := _struct_in(one))), None)


def _is_map(hint: Any) -> bool:
    if get_origin(hint) in (Annotated, Union, types.UnionType):
        return any(_is_map(one) for one in get_args(hint))
    return get_origin(hint) is dict
