"""The pinned schema as messages of Terraform's plugin protocol, nothing added and nothing lost."""

from __future__ import annotations

import json

from tf.gen import tfplugin_pb2 as protocol

from .provider_schema import Attribute, Block, NestedBlock, ProviderSchema, Schema


def provider_schema_response(schema: ProviderSchema) -> protocol.GetProviderSchema.Response:
    """The answer to GetProviderSchema. Terraform may keep it and not ask each process of the plugin again."""
    return protocol.GetProviderSchema.Response(
        provider=_schema(schema.provider),
        resource_schemas={name: _schema(resource) for name, resource in schema.resources.items()},
        data_source_schemas={name: _schema(source) for name, source in schema.data_sources.items()},
        server_capabilities=protocol.ServerCapabilities(get_provider_schema_optional=True),
    )


def _schema(schema: Schema) -> protocol.Schema:
    return protocol.Schema(version=schema.version, block=_block(schema.block))


def _block(block: Block) -> protocol.Schema.Block:
    return protocol.Schema.Block(
        attributes=[_attribute(name, attribute) for name, attribute in block.attributes.items()],
        block_types=[_nested_block(name, nested) for name, nested in block.nested_blocks.items()],
    )


def _attribute(name: str, attribute: Attribute) -> protocol.Schema.Attribute:
    return protocol.Schema.Attribute(
        name=name,
        type=json.dumps(attribute.type).encode(),
        required=attribute.required,
        optional=attribute.optional,
        computed=attribute.computed,
        sensitive=attribute.sensitive,
        deprecated=attribute.deprecated,
    )


def _nested_block(name: str, nested: NestedBlock) -> protocol.Schema.NestedBlock:
    return protocol.Schema.NestedBlock(
        type_name=name,
        nesting=protocol.Schema.NestedBlock.NestingMode.Value(nested.nesting.upper()),
        min_items=nested.min_items,
        max_items=nested.max_items,
        block=_block(nested.block),
    )
