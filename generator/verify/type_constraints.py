"""Does a literal have the type that a provider's schema asks for?

Terraform would convert some literals, such as "2" into a number
(https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion); here a literal must
have the type itself. What an `Expression` yields is not known, so it fits everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.configuration.terraform import Expression, Value
from generator.facts.provider_schema import TypeConstraint


def misfit(value: Value, constraint: TypeConstraint) -> str:
    """What is wrong with a value, such as `expected number, found string`; "" when it fits.

    `constraint` is in Terraform's JSON form. null fits, since it stands for a value that is not set.
    """
    if value is None or isinstance(value, Expression) or constraint == "dynamic":
        return ""
    if isinstance(constraint, str):
        found = kind(value)
        return "" if found == constraint else f"expected {constraint}, found {found}"
    collection, of = constraint
    if collection in ("list", "set"):
        return _in_list(value, of, written(constraint))
    if collection == "map":
        return _in_map(value, of, written(constraint))
    if collection == "object" and isinstance(of, dict):
        return _in_object(value, of, written(constraint))
    return _in_tuple(value, of if isinstance(of, list) else [], written(constraint))


def kind(value: Value) -> str:
    """The type of a literal in Terraform's words."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    if isinstance(value, tuple):
        return "list"
    return "map" if isinstance(value, Mapping) else "null"


def written(constraint: object) -> str:
    """A type constraint as it is written in Terraform, such as `map(string)`."""
    if isinstance(constraint, str):
        return constraint
    if not isinstance(constraint, list):
        return str(constraint)
    collection, of = constraint
    if isinstance(of, dict):
        inside = ", ".join(f"{name} = {written(inner)}" for name, inner in of.items())
        return f"{collection}({{{inside}}})"
    if collection == "tuple":
        return f"tuple([{', '.join(map(written, of))}])"
    return f"{collection}({written(of)})"


def _in_list(value: Value, of: object, wanted: str) -> str:
    if not isinstance(value, tuple):
        return f"expected {wanted}, found {kind(value)}"
    return _first((f"element {at}", element, of) for at, element in enumerate(value))


def _in_map(value: Value, of: object, wanted: str) -> str:
    if not isinstance(value, Mapping):
        return f"expected {wanted}, found {kind(value)}"
    return _first((f'key "{key}"', inner, of) for key, inner in value.items())


def _in_object(value: Value, of: Mapping[str, object], wanted: str) -> str:
    if not isinstance(value, Mapping):
        return f"expected {wanted}, found {kind(value)}"
    for key in (*value, *of):
        if (key in of) != (key in value):
            return f'{"missing" if key in of else "unexpected"} key "{key}" of {wanted}'
    return _first((f'key "{key}"', inner, of[key]) for key, inner in value.items())


def _in_tuple(value: Value, of: list[object], wanted: str) -> str:
    if not isinstance(value, tuple) or len(value) != len(of):
        return f"expected {wanted}, found {kind(value)}"
    return _first((f"element {at}", *pair) for at, pair in enumerate(zip(value, of, strict=True)))


def _first(inner: Iterable[tuple[str, Value, object]]) -> str:
    for where, value, constraint in inner:
        fault = misfit(value, constraint) if isinstance(constraint, str | list) else ""
        if fault:
            return f"{where}: {fault}"
    return ""
