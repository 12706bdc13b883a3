"""The block `lifecycle` of resources and data sources.

https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.configuration.terraform import Block, Expression, Value
from generator.diagnostics import did_you_mean
from generator.facts.provider_schema import BlockSchema
from generator.verify.findings import Finding
from generator.verify.meta_arguments import finding, is_list_of_references

_OF_RESOURCES = ("create_before_destroy", "ignore_changes", "prevent_destroy", "replace_triggered_by")
_LITERALS_ONLY = ("create_before_destroy", "prevent_destroy")
_CONDITIONS = ("postcondition", "precondition")
_CONDITION_ARGUMENTS = {"condition", "error_message"}
_FIRST_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def check(block: Block, schema: BlockSchema) -> Iterator[Finding]:
    """What is wrong with the `lifecycle` of a `resource` or `data` block of the given schema."""
    lifecycles = block.nested("lifecycle")
    for extra in lifecycles[1:]:
        yield finding(block, extra, None, "A block has one `lifecycle` at most.")
    for lifecycle in lifecycles:
        for name, value in lifecycle.arguments.items():
            for detail in _faults(block, name, value, schema):
                yield finding(block, lifecycle, name, detail)
        for nested in lifecycle.blocks:
            for detail in _condition_faults(nested):
                yield finding(block, nested, None, detail)


def _faults(block: Block, name: str, value: Value, schema: BlockSchema) -> Iterator[str]:
    known = _OF_RESOURCES if block.type == "resource" else ()
    if name not in known:
        yield f"A {block.type} block's `lifecycle` takes no `{name}`. {did_you_mean(name, known)}".rstrip()
    elif name in _LITERALS_ONLY and not isinstance(value, bool):
        yield f"`{name}` takes `true` or `false`, written out."
    elif name == "replace_triggered_by" and not is_list_of_references(value):
        yield "`replace_triggered_by` takes a list of references."
    elif name == "ignore_changes":
        yield from _ignored_faults(block.labels[0], value, schema)


def _ignored_faults(of: str, value: Value, schema: BlockSchema) -> Iterator[str]:
    if value == Expression("all"):
        return
    if not isinstance(value, tuple) or not is_list_of_references(value):
        yield "`ignore_changes` takes `all`, or a list of names without quotes."
        return
    known = (*schema.attributes, *schema.block_types)
    for element in value:
        match = _FIRST_NAME.match(element.source) if isinstance(element, Expression) else None
        name = match.group() if match else ""
        if name not in known:
            yield f'"{name}" in `ignore_changes` is no argument of {of}. {did_you_mean(name, known)}'


def _condition_faults(nested: Block) -> Iterator[str]:
    if nested.type not in _CONDITIONS:
        yield f"`lifecycle` takes no block `{nested.type}`. {did_you_mean(nested.type, _CONDITIONS)}"
    elif nested.arguments.keys() != _CONDITION_ARGUMENTS or nested.blocks:
        yield f"`{nested.type}` takes `condition` and `error_message`, both, and nothing else."
