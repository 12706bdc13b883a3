"""The pinned schemas of Terraform's providers hashicorp/aws and oracle/oci, as far as adbkms renders them.

`data/provider-schema-NAME.json` holds what `terraform providers schema -json` says of one provider, without
the descriptions (https://developer.hashicorp.com/terraform/cli/commands/providers/schema). A provider is
known by the local name that its resource types begin with: `aws`, `oci`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

import msgspec

from generator.facts.pinned import DATA

PINNED_PROVIDERS = ("aws", "oci")

# Terraform's JSON form of a type constraint: "string", ["list", "string"], ["object", {"name": "string"}], …
# https://developer.hashicorp.com/terraform/cli/commands/providers/schema#format-summary
TypeConstraint: TypeAlias = str | list[object]
NestingMode: TypeAlias = Literal["single", "group", "list", "set", "map"]


class Attribute(msgspec.Struct, frozen=True):
    """An argument, an attribute that can only be read, or both."""

    type: TypeConstraint
    required: bool = False
    optional: bool = False
    computed: bool = False
    sensitive: bool = False
    deprecated: bool = False

    @property
    def read_only(self) -> bool:
        """True if a configuration cannot set it."""
        return not self.required and not self.optional


class NestedBlock(msgspec.Struct, frozen=True):
    """A block inside of a block. `max_items` 0 is no limit."""

    nesting_mode: NestingMode
    block: BlockSchema
    min_items: int = 0
    max_items: int = 0
    deprecated: bool = False


class BlockSchema(msgspec.Struct, frozen=True):
    """What a resource, a data source, a provider's configuration or a nested block consists of."""

    attributes: dict[str, Attribute] = {}
    block_types: dict[str, NestedBlock] = {}
    deprecated: bool = False


class _Versioned(msgspec.Struct, frozen=True):
    block: BlockSchema


class ProviderSchema(msgspec.Struct, frozen=True):
    """One provider: its source address, the version that the schemas are of, and the schemas."""

    source: str
    version: str
    provider: _Versioned
    resource_schemas: dict[str, _Versioned]
    data_source_schemas: dict[str, _Versioned]


@functools.cache
def provider(local_name: str) -> ProviderSchema | None:
    """The pinned schemas of the provider called `aws` or `oci`; None for any other."""
    if local_name not in PINNED_PROVIDERS:
        return None
    text = (DATA / f"provider-schema-{local_name}.json").read_bytes()
    return msgspec.json.decode(text, type=ProviderSchema)


def provider_of(type: str) -> str:
    """The local name of the provider that a type of resource or data source belongs to by default.

    https://developer.hashicorp.com/terraform/language/resources/configure#providers
    """
    return type.partition("_")[0]


def resource(type: str) -> BlockSchema | None:
    """The schema of a resource type such as `aws_kms_key`; None if no pinned provider has it."""
    schema = provider(provider_of(type))
    found = schema.resource_schemas.get(type) if schema else None
    return found.block if found else None


def data_source(type: str) -> BlockSchema | None:
    """The schema of a data source such as `aws_partition`; None if no pinned provider has it."""
    schema = provider(provider_of(type))
    found = schema.data_source_schemas.get(type) if schema else None
    return found.block if found else None


def provider_configuration(local_name: str) -> BlockSchema | None:
    """The schema of a `provider` block; None if the provider is not pinned."""
    schema = provider(local_name)
    return schema.provider.block if schema else None


def argument_type(resource_type: str, name: str) -> Attribute | NestedBlock | None:
    """What a resource's argument or nested block is; None if the resource type or the name is not known."""
    schema = resource(resource_type)
    if schema is None:
        return None
    return schema.attributes.get(name) or schema.block_types.get(name)


def settable(schema: BlockSchema) -> Mapping[str, Attribute | NestedBlock]:
    """The arguments and nested blocks of a block by name, without the attributes that can only be read."""
    arguments = {name: found for name, found in schema.attributes.items() if not found.read_only}
    return MappingProxyType({**arguments, **schema.block_types})
