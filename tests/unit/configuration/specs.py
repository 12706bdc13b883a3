"""Stacks for the tests of the configuration: Oracle's example, stage *encrypt*, with something changed."""

from __future__ import annotations

from generator.configuration.root_module import RootModule, root_module
from generator.configuration.terraform import Block, Expression, Value
from generator.diagnostics import has_errors
from generator.rules import check_rules
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec
from tests.unit.rules.specs import spec_text

KEY_ARN = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
ROLE_ARN = "arn:aws:iam::111122223333:role/security/adbs"
OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"


def loaded(changes: str = "", at_top: str = "") -> Spec:
    """The example with changes, as a spec without errors."""
    spec, diagnostics = parse_spec([SpecText("spec.yaml", spec_text(changes, at_top=at_top).encode())])
    diagnostics += check_rules(spec)
    assert not has_errors(diagnostics), diagnostics
    return spec


def configured(changes: str = "", at_top: str = "") -> RootModule:
    """The root module of the example with changes."""
    return root_module(loaded(changes, at_top).stacks[0])


def orders(changes: str = "") -> Block:
    """The database `orders` of the example with changes."""
    return next(block for block in configured(changes).databases if block.labels[1] == "orders")


def only(blocks: tuple[Block, ...]) -> Block:
    """The one block that there is."""
    (block,) = blocks
    return block


def plain(value: Value) -> object:
    """A value with expressions as the source that they are."""
    if isinstance(value, Expression):
        return value.source
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return {name: plain(one) for name, one in value.items()} if isinstance(value, dict) else value


def arguments(block: Block) -> dict[str, object]:
    """A block's arguments, with expressions as the source that they are."""
    return {name: plain(value) for name, value in block.arguments.items()}
