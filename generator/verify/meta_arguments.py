"""Terraform's own arguments, which stand beside a provider's in `resource`, `data` and `provider` blocks.

https://developer.hashicorp.com/terraform/language/meta-arguments
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.configuration.terraform import Block, Expression, Value
from generator.verify import codes
from generator.verify.findings import Finding
from generator.verify.type_constraints import kind

_COMMON = frozenset({"count", "for_each", "depends_on", "provider"})

ARGUMENTS: Mapping[str, frozenset[str]] = {
    "resource": _COMMON,
    "data": _COMMON,
    "provider": frozenset({"alias", "version"}),
}
BLOCKS: Mapping[str, frozenset[str]] = {
    "resource": frozenset({"lifecycle", "provisioner", "connection"}),
    "data": frozenset({"lifecycle"}),
    "provider": frozenset(),
}


def check(block: Block) -> Iterator[Finding]:
    """What is wrong with the meta-arguments of a `resource` or `data` block."""
    for name, detail in _faults(block.arguments):
        yield finding(block, block, name, detail)


def finding(top: Block, block: Block, argument: str | None, detail: str) -> Finding:
    """A meta-argument, or a block of Terraform's own, in a way that Terraform does not take."""
    return Finding(codes.META_ARGUMENT, "Unsuitable meta-argument", detail, top.address, block, argument)


def is_list_of_references(value: Value) -> bool:
    """True for a list that holds no literal."""
    return isinstance(value, tuple) and all(isinstance(element, Expression) for element in value)


def _faults(arguments: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    if "count" in arguments and "for_each" in arguments:
        yield "for_each", "`count` and `for_each` exclude each other."
    if "count" in arguments and not _may_be(arguments["count"], "number"):
        yield "count", "`count` takes a number."
    if "for_each" in arguments and not _may_be(arguments["for_each"], "map"):
        yield "for_each", "`for_each` takes a map, or an expression that yields a map or a set."
    if "provider" in arguments and not isinstance(arguments["provider"], Expression):
        yield "provider", "`provider` takes a reference such as `aws.ohio`, not a literal."
    if "depends_on" in arguments and not is_list_of_references(arguments["depends_on"]):
        yield "depends_on", "`depends_on` takes a list of references, such as `[module.key_orders]`."


def _may_be(value: Value, wanted: str) -> bool:
    return isinstance(value, Expression) or kind(value) == wanted
