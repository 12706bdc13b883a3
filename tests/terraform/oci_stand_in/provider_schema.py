"""The pinned provider schema as data: what `terraform providers schema -json` said of oracle/oci.

Format of the file: one provider's part of https://developer.hashicorp.com/terraform/cli/commands/providers/schema,
descriptions stripped, with the provider's `source` and `version` beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PINNED_SCHEMA = Path(__file__).resolve().parents[3] / "generator/facts/data/provider-schema-oci.json"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute. `type` is Terraform's JSON type notation, such as `"string"` or `["list", "string"]`."""

    type: Any
    required: bool
    optional: bool
    computed: bool
    sensitive: bool
    deprecated: bool

    @property
    def kind(self) -> str:
        """`string`, `number`, `bool`, `list`, `set`, `map` or `object`."""
        return self.type if isinstance(self.type, str) else str(self.type[0])


@dataclass(frozen=True, slots=True)
class NestedBlock:
    """A block type inside a block. `nesting` is `single`, `list` or `set`; `max_items` 0 is no maximum."""

    nesting: str
    min_items: int
    max_items: int
    block: Block


@dataclass(frozen=True, slots=True)
class Block:
    attributes: Mapping[str, Attribute]
    nested_blocks: Mapping[str, NestedBlock]


@dataclass(frozen=True, slots=True)
class Schema:
    version: int
    block: Block


@dataclass(frozen=True, slots=True)
class ProviderSchema:
    version: str
    provider: Schema
    resources: Mapping[str, Schema]
    data_sources: Mapping[str, Schema]


def read_provider_schema(path: Path) -> ProviderSchema:
    """The schema in the file at `path`."""
    pinned = json.loads(path.read_text(encoding="utf-8"))
    return ProviderSchema(
        version=pinned["version"],
        provider=_schema(pinned["provider"]),
        resources={name: _schema(schema) for name, schema in pinned["resource_schemas"].items()},
        data_sources={name: _schema(schema) for name, schema in pinned["data_source_schemas"].items()},
    )


def _schema(source: Mapping[str, Any]) -> Schema:
    return Schema(source["version"], _block(source["block"]))


def _block(source: Mapping[str, Any]) -> Block:
    return Block(
        attributes={name: _attribute(attribute) for name, attribute in source.get("attributes", {}).items()},
        nested_blocks={
            name: NestedBlock(
                nesting=nested["nesting_mode"],
                min_items=nested.get("min_items", 0),
                max_items=nested.get("max_items", 0),
                block=_block(nested["block"]),
            )
            for name, nested in source.get("block_types", {}).items()
        },
    )


def _attribute(source: Mapping[str, Any]) -> Attribute:
    return Attribute(
        type=source["type"],
        required=source.get("required", False),
        optional=source.get("optional", False),
        computed=source.get("computed", False),
        sensitive=source.get("sensitive", False),
        deprecated=source.get("deprecated", False),
    )
