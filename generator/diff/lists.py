"""Arguments of which not every difference says something: lists whose order says nothing, which are sets of the
providers, Terraform's own, and those that become parts of policies; and policy documents."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.configuration.module_source import (
    KEY_MODULE,
    POLICY_MODULE,
    ROLE_MODULE,
    UNPROTECTED_KEY_MODULE,
)
from generator.configuration.terraform import Block
from generator.facts import provider_schema
from generator.facts.provider_schema import BlockSchema

_NONE: frozenset[str] = frozenset()
_WAITED_FOR = frozenset({"depends_on"})
_OF_BLOCKS: Mapping[str, frozenset[str]] = {
    "lifecycle": frozenset({"ignore_changes", "replace_triggered_by"}),
    "condition": frozenset({"values"}),  # of a policy's statement; the schema says it is a list, to IAM it is a set
    "provider": frozenset({"allowed_account_ids", "forbidden_account_ids"}),
}
_OF_MODULES: Mapping[str, frozenset[str]] = {
    KEY_MODULE: frozenset({"administrators"}),
    UNPROTECTED_KEY_MODULE: frozenset({"administrators"}),
    POLICY_MODULE: frozenset({"key_arns", "actions"}),
    ROLE_MODULE: frozenset({"external_ids"}),
}
# Of these the provider takes documents that say the same for no change.
_POLICIES = frozenset({"policy", "assume_role_policy"})
_WITH_POLICIES = ("aws_iam_", "aws_kms_")
_ACTIONS = frozenset({"actions", "not_actions"})
_MODULE = re.compile(r"(?:^|/)modules/(?P<name>[^/?]+)/?(?:\?.*)?$")


@dataclass(frozen=True)
class Body:
    """What is known of the inside of a block: its schema, and the names of the lists without an order that no schema
    tells. The items of those that `ignores_case` are the same in any case, as IAM's actions are. `dynamic` is the
    schema of what a `dynamic` block makes. `has_policies` is true where the provider compares policy documents by what
    they say."""

    schema: BlockSchema | None = None
    without_order: frozenset[str] = _NONE
    ignores_case: frozenset[str] = _NONE
    dynamic: BlockSchema | None = None
    has_policies: bool = False

    def has_no_order(self, name: str) -> bool:
        """True if the order of an argument's list says nothing."""
        if name in self.without_order:
            return True
        attribute = self.schema.attributes.get(name) if self.schema else None
        return attribute is not None and isinstance(attribute.type, list) and attribute.type[0] == "set"

    def is_policy(self, name: str) -> bool:
        """True if what a policy document in an argument says counts, and not how it says it."""
        return self.has_policies and name in _POLICIES

    def has_ordered(self, type: str) -> bool:
        """True if the order of nested blocks of a type counts: those that are a list in the provider's schema. To IAM
        the statements of a document, and what is in them, have no order."""
        nested = self.schema.block_types.get(type) if self.schema else None
        return nested is not None and nested.nesting_mode == "list" and not self.ignores_case

    def inside(self, block: Block) -> Body:
        """The same of a nested block."""
        known = _OF_BLOCKS.get(block.type, _NONE)
        if block.type == "content" and self.dynamic is not None:
            return Body(self.dynamic, known, self.ignores_case, has_policies=self.has_policies)
        if block.type == "dynamic":
            made = self._nested(block.labels[0]) if block.labels else None
            return Body(None, known, self.ignores_case, made, self.has_policies)
        return Body(self._nested(block.type), known, self.ignores_case, has_policies=self.has_policies)

    def _nested(self, type: str) -> BlockSchema | None:
        nested = self.schema.block_types.get(type) if self.schema else None
        return nested.block if nested else None


def body_of(block: Block) -> Body:
    """What is known of a top-level block."""
    names = _WAITED_FOR | _OF_BLOCKS.get(block.type, _NONE)
    if block.type == "module":
        module = module_of(block)
        return Body(None, names | _OF_MODULES.get(module or "", _NONE), _ACTIONS if module == POLICY_MODULE else _NONE)
    type = block.labels[0] if block.labels else ""
    is_document = (block.type, type) == ("data", "aws_iam_policy_document")
    has_policies = block.type == "resource" and type.startswith(_WITH_POLICIES)
    return Body(_schema(block.type, type), names, _ACTIONS if is_document else _NONE, has_policies=has_policies)


def module_of(block: Block) -> str | None:
    """The name of the module of ours that a block calls, from the tree or from elsewhere; None for any other block."""
    source = block.arguments.get("source") if block.type == "module" else None
    found = _MODULE.search(without_detours(source)) if isinstance(source, str) else None
    return found["name"] if found and found["name"] in _OF_MODULES else None


def without_detours(source: str) -> str:
    """The source of a module: `../../modules/../modules/x` is `../../modules/x`. Only a local one has detours."""
    return posixpath.normpath(source) if source.startswith(("./", "../")) else source


@cache
def _schema(kind: str, type: str) -> BlockSchema | None:
    of = {
        "resource": provider_schema.resource,
        "data": provider_schema.data_source,
        "provider": provider_schema.provider_configuration,
    }
    return of[kind](type) if kind in of else None
