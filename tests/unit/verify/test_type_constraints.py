"""Literals and the types that a schema asks for, with Terraform's names."""

from __future__ import annotations

import pytest

from generator.configuration.terraform import Expression, Value
from generator.facts.provider_schema import TypeConstraint
from generator.verify.type_constraints import misfit, written

CONTACT: TypeConstraint = ["object", {"email": "string", "age": "number"}]


@pytest.mark.parametrize(
    ("value", "constraint"),
    [
        ("text", "string"),
        (1, "number"),
        (1.5, "number"),
        (True, "bool"),
        (None, "string"),
        (Expression("var.anything"), "bool"),
        (("a", Expression("b"), None), ["list", "string"]),
        ((), ["set", "number"]),
        ({"a": True}, ["map", "bool"]),
        ({"email": "a@example.com", "age": 7}, CONTACT),
        (({"email": None, "age": 7},), ["list", CONTACT]),
        (("a", 1), ["tuple", ["string", "number"]]),
        ({"a": (1, "b")}, "dynamic"),
    ],
)
def test_fits(value: Value, constraint: TypeConstraint) -> None:
    assert misfit(value, constraint) == ""


@pytest.mark.parametrize(
    ("value", "constraint", "why"),
    [
        ("1", "number", "expected number, found string"),
        (1, "string", "expected string, found number"),
        (1, "bool", "expected bool, found number"),
        (True, "number", "expected number, found bool"),
        ("a", ["list", "string"], "expected list(string), found string"),
        (({},), ["list", "string"], "element 0: expected string, found map"),
        ({"a": ("b",)}, ["map", "string"], 'key "a": expected string, found list'),
        (("a",), ["map", "string"], "expected map(string), found list"),
        ("a", CONTACT, "expected object({email = string, age = number}), found string"),
        ({"email": "a"}, CONTACT, 'missing key "age" of object({email = string, age = number})'),
        (
            {"email": "a", "age": 1, "x": 1},
            CONTACT,
            'unexpected key "x" of object({email = string, age = number})',
        ),
        ({"email": "a", "age": "1"}, CONTACT, 'key "age": expected number, found string'),
        (("a",), ["tuple", ["string", "bool"]], "expected tuple([string, bool]), found list"),
        (("a", "b"), ["tuple", ["string", "bool"]], "element 1: expected bool, found string"),
    ],
)
def test_does_not_fit(value: Value, constraint: TypeConstraint, why: str) -> None:
    assert misfit(value, constraint) == why


def test_a_type_is_written_as_in_terraform() -> None:
    assert written(["list", ["object", {"a": ["map", "bool"]}]]) == "list(object({a = map(bool)}))"
