"""Resources, data sources and provider configurations against the pinned schemas of their providers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.configuration.terraform import Block, Value
from generator.diagnostics import Diagnostic, did_you_mean
from generator.facts import provider_schema as facts
from generator.facts.provider_schema import Attribute, BlockSchema, NestedBlock
from generator.verify import codes, lifecycle, meta_arguments
from generator.verify.findings import Finding, located
from generator.verify.form import Form, form_of
from generator.verify.source_text import Places, no_places
from generator.verify.type_constraints import misfit, written

_SCHEMAS = {
    "resource": (2, facts.resource),
    "data": (2, facts.data_source),
    "provider": (1, facts.provider_configuration),
}
_NO_NAMES: frozenset[str] = frozenset()
_MOST_FORMS = 4_096  # a hostile spec can make as many as it has blocks
_known_right: set[Form] = set()


def check(blocks: Sequence[Block], filename: str, places: Places | None = None) -> list[Diagnostic]:
    """Everything in the blocks of a file that the pinned providers would not take.

    The blocks are those that `hcl_reader.read` gives. Blocks of providers that are not pinned are not
    looked at, nor are blocks of other kinds. `places` says where the blocks stand (`hcl_reader.read_file`);
    without it only the file is named.
    """
    findings = [finding for block in blocks if block.type in _SCHEMAS for finding in _of_a_form(block)]
    return located(findings, places or no_places(filename)) if findings else []


def _of_a_form(block: Block) -> Sequence[Finding]:
    """What is wrong with a block; one of a form that has been found right is not looked at again."""
    form = form_of(block)
    if form in _known_right:
        return ()
    findings = tuple(_top_level(block))
    if not findings:
        if len(_known_right) >= _MOST_FORMS:
            _known_right.clear()
        _known_right.add(form)
    return findings


def _top_level(block: Block) -> Iterator[Finding]:
    labels, schema_of = _SCHEMAS[block.type]
    if len(block.labels) != labels:
        detail = f"A {block.type} block has {labels} label{'s' * (labels > 1)}, this one has {len(block.labels)}."
        yield Finding(codes.UNKNOWN_TYPE, "Wrong number of labels", detail, block.address, block)
        return
    local_name = facts.provider_of(block.labels[0])
    provider = facts.provider(local_name)
    if provider is None:
        return
    schema = schema_of(block.labels[0])
    if schema is None:
        yield _unknown_type(block, provider)
        return
    if block.type != "provider":
        yield from meta_arguments.check(block)
        yield from lifecycle.check(block, schema)
    top = _Body(block.address, meta_arguments.ARGUMENTS[block.type], meta_arguments.BLOCKS[block.type])
    yield from top.check(block, schema, block.labels[0])


def _unknown_type(block: Block, provider: facts.ProviderSchema) -> Finding:
    schemas = provider.resource_schemas if block.type == "resource" else provider.data_source_schemas
    kind = "resource type" if block.type == "resource" else "data source"
    detail = (
        f'{provider.source} {provider.version} has no {kind} "{block.labels[0]}" among those pinned. '
        f"{did_you_mean(block.labels[0], list(schemas))}"
    )
    return Finding(codes.UNKNOWN_TYPE, f"Unknown {kind}", detail, block.address, block)


@dataclass(frozen=True, slots=True)
class _Body:
    """The check of one body; the names are those that Terraform adds to it."""

    address: str
    meta_arguments: frozenset[str] = _NO_NAMES
    meta_blocks: frozenset[str] = _NO_NAMES

    def check(self, block: Block, schema: BlockSchema, of: str) -> Iterator[Finding]:
        """`of` names the resource type and the nested blocks down to this body."""
        for name, value in block.arguments.items():
            if name not in self.meta_arguments:
                yield from self._argument(block, name, value, schema, of)
        for name, attribute in schema.attributes.items():
            if attribute.required and block.arguments.get(name) is None:
                detail = f'{of} needs the argument "{name}", of type {written(attribute.type)}.'
                yield Finding(codes.REQUIRED_ARGUMENT, "Missing required argument", detail, self.address, block)
        yield from self._number_of_blocks(block, schema, of)
        for nested in block.blocks:
            yield from self._nested(nested, schema, of)

    def _argument(self, block: Block, name: str, value: Value, schema: BlockSchema, of: str) -> Iterator[Finding]:
        attribute = schema.attributes.get(name)
        if attribute is not None:
            yield from self._attribute(block, name, value, attribute, of)
        elif name in schema.block_types:
            detail = f"In {of}, {name} is a block: write `{name} {{ … }}` without an equals sign."
            yield Finding(codes.ARGUMENT_OR_BLOCK, "Block set as an argument", detail, self.address, block, name)
        else:
            hint = did_you_mean(name, sorted(facts.settable(schema)))
            detail = f'{of} takes no argument "{name}". {hint}'.rstrip()
            yield Finding(codes.UNKNOWN_ARGUMENT, "Unknown argument", detail, self.address, block, name)

    def _attribute(self, block: Block, name: str, value: Value, attribute: Attribute, of: str) -> Iterator[Finding]:
        if attribute.read_only:
            detail = f'"{name}" of {of} is set by the provider and can only be read.'
            yield Finding(codes.COMPUTED_ARGUMENT, "Read-only argument", detail, self.address, block, name)
            return
        fault = misfit(value, attribute.type)
        if fault:
            detail = f'The argument "{name}" of {of} does not fit its type: {fault}.'
            yield Finding(codes.WRONG_TYPE, "Wrong type", detail, self.address, block, name)

    def _number_of_blocks(self, block: Block, schema: BlockSchema, of: str) -> Iterator[Finding]:
        for name, nested in schema.block_types.items():
            found = len(block.nested(name))
            most = 1 if nested.nesting_mode in ("single", "group") else nested.max_items
            if most and found > most:
                detail = f"{of} takes {most} block `{name}` at most, here are {found}."
                yield Finding(codes.NUMBER_OF_BLOCKS, "Too many blocks", detail, self.address, block.nested(name)[most])
            dynamic = any(other.labels == (name,) for other in block.nested("dynamic"))
            if found < nested.min_items and not dynamic:
                detail = f"{of} needs {nested.min_items} block `{name}` at least, here are {found}."
                yield Finding(codes.NUMBER_OF_BLOCKS, "Too few blocks", detail, self.address, block)

    def _nested(self, nested: Block, schema: BlockSchema, of: str) -> Iterator[Finding]:
        if nested.type == "dynamic":
            yield from self._dynamic(nested, schema, of)
        elif nested.type in schema.block_types:
            known = schema.block_types[nested.type]
            yield from self._labels(nested, known, of)
            yield from _Body(self.address).check(nested, known.block, f"{of}.{nested.type}")
        elif nested.type not in self.meta_blocks:
            yield self._unknown(nested, nested.type, schema, of)

    def _labels(self, nested: Block, known: NestedBlock, of: str) -> Iterator[Finding]:
        labels = 1 if known.nesting_mode == "map" else 0
        if len(nested.labels) != labels:
            detail = f"A block `{nested.type}` of {of} has {labels} labels, this one has {len(nested.labels)}."
            yield Finding(codes.UNKNOWN_BLOCK, "Wrong number of labels", detail, self.address, nested)

    def _dynamic(self, dynamic: Block, schema: BlockSchema, of: str) -> Iterator[Finding]:
        name = dynamic.labels[0] if len(dynamic.labels) == 1 else ""
        if name not in schema.block_types:
            yield self._unknown(dynamic, name, schema, of)
            return
        contents = dynamic.nested("content")
        extra = dynamic.arguments.keys() - {"for_each", "iterator", "labels"}
        if "for_each" not in dynamic.arguments or extra or len(contents) != 1 or len(dynamic.blocks) != 1:
            detail = "A `dynamic` block takes `for_each`, one `content`, and perhaps `iterator` and `labels`."
            yield Finding(codes.META_ARGUMENT, "Malformed dynamic block", detail, self.address, dynamic)
        for content in contents:
            yield from _Body(self.address).check(content, schema.block_types[name].block, f"{of}.{name}")

    def _unknown(self, nested: Block, name: str, schema: BlockSchema, of: str) -> Finding:
        if name in schema.attributes:
            detail = f"In {of}, {name} is an argument: write `{name} = …`."
            return Finding(codes.ARGUMENT_OR_BLOCK, "Argument set as a block", detail, self.address, nested)
        known = sorted({*schema.block_types, *self.meta_blocks})
        hint = did_you_mean(name, known) if known else "It takes no blocks."
        detail = f"{of} takes no block `{name}`. {hint}"
        return Finding(codes.UNKNOWN_BLOCK, "Unknown block", detail, self.address, nested)
