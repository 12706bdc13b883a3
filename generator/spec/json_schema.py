"""The JSON Schema of a spec file, for editors and for those who check specs elsewhere."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from generator.spec.model import SpecFile

_NULL = {"type": "null"}


def json_schema() -> str:
    """The schema as JSON text: draft-07, since that is what YAML language servers read best.

    Nothing of a stack is required by it: `defaults` may supply what a stack leaves out, which a schema cannot see;
    `adbkms validate` can. Everything there may be null, which takes away what `defaults` say. It is stricter than
    adbkms in one thing: text that YAML takes for something else (an account id, a date) must be quoted.
    """
    (_, structs) = msgspec.json.schema_components([SpecFile], ref_template="#/definitions/{name}")
    root = structs.pop("SpecFile")
    for name, struct in structs.items():
        if name != "ModuleSource":  # the others are below `stacks`
            struct.pop("required", None)
            struct["type"] = ["object", "null"]
            struct["properties"] = {key: _or_null(value) for key, value in struct["properties"].items()}
    defaults = root["properties"]["defaults"]
    root["properties"]["defaults"] = {"description": defaults["description"], "$ref": "#/definitions/Stack"}
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **root, "definitions": structs}
    return json.dumps(_draft_07(schema), indent=2, ensure_ascii=False) + "\n"


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The same or null, also for what is in a map. Without alternatives where possible, because a checker that tries
    them cannot say in which place the right one failed."""
    if inner := schema.get("additionalProperties"):
        schema = {**schema, "additionalProperties": _or_null(inner)}
    match schema:
        case {"$ref": _}:
            return schema  # what it refers to may be null
        case {"anyOf": list(alternatives)}:
            others = [one for one in alternatives if one != _NULL]
            beside = {key: value for key, value in schema.items() if key != "anyOf"}
            if len(others) == 1:
                return _or_null({**others[0], **beside})
            return {**beside, "anyOf": [*others, _NULL]}
        case {"enum": list(values)}:
            return {**schema, "enum": [*values, None]}
        case {"type": str(name)}:
            return {**schema, "type": [name, "null"]}
        case _:
            raise TypeError(f"No place for null in {schema}")


def _draft_07(node: Any) -> Any:
    """A `$ref` hides what stands beside it in draft-07: wrap it."""
    if isinstance(node, list):
        return [_draft_07(item) for item in node]
    if not isinstance(node, dict):
        return node
    inner = {key: _draft_07(value) for key, value in node.items()}
    if "$ref" in inner and len(inner) > 1:
        reference = {"$ref": inner.pop("$ref")}
        return {**inner, "allOf": [reference]}
    return inner
