"""What a plan is about: its databases, keys, roles and policies, and what belongs to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from generator.guard.addresses import address_in_configuration, address_in_module
from generator.guard.configuration_references import (
    Configuration,
    Resolution,
    constant,
    references_in,
)
from generator.guard.document_data_source import document_of_data_source
from generator.guard.encryption import arguments_of_block, encryption
from generator.guard.judged_types import DATABASE, KEYS, POLICY_DOCUMENT
from generator.guard.links import Links
from generator.guard.own_accounts import OwnAccounts
from generator.guard.plan import Plan, ResourceChange
from generator.iam.policy_document import PolicyDocument, parse_policy
from generator.iam.trust import all_external_ids, has_external_id, is_of_another_account, trusted
from generator.spec.load import Spec

LONGEST_POLICY = 100_000  # characters; AWS takes 32 KiB at most, for a key policy


class Case:
    """The plan, the spec if there is one, and what the rules ask about them."""

    def __init__(self, plan: Plan, spec: Spec | None = None) -> None:
        self.plan = plan
        self.spec = spec
        self.configuration = Configuration(plan.configuration)
        self._documents: dict[tuple[int, str], PolicyDocument | None] = {}
        self._matters: dict[int, bool] = {}
        self._for_oracle: dict[int, bool] = {}
        self._by_types: dict[tuple[str, ...], tuple[ResourceChange, ...]] = {}
        self.links = Links(plan.resource_changes, self.resolve, self.resolve_in_key)

    def of(self, *types: str) -> Iterator[ResourceChange]:
        """The managed resources of some types, those without a change included."""
        if types not in self._by_types:
            managed = (one for one in self.plan.resource_changes if one.mode == "managed")
            self._by_types[types] = tuple(one for one in managed if one.type in types)
        return iter(self._by_types[types])

    def changed(self, *types: str) -> Iterator[ResourceChange]:
        """The managed resources of some types that something happens to."""
        return (one for one in self.of(*types) if one.is_changed)

    @property
    def own_accounts(self) -> frozenset[str]:
        """The ids of all AWS accounts that the plan is known to work in."""
        return self._own_accounts.all()

    def own_accounts_of(self, resource: ResourceChange) -> frozenset[str]:
        """The ids of the AWS accounts that a resource is known to be in; none if nothing tells."""
        return self._own_accounts.of(resource)

    @cached_property
    def _own_accounts(self) -> OwnAccounts:
        return OwnAccounts(self.plan, self.configuration, self.value_of)

    def provider_arguments(self, resource: ResourceChange) -> Mapping[str, Any]:
        """The expressions of the provider's configuration that a resource is managed with."""
        return self.configuration.provider_arguments(resource.module_address, address_in_module(resource))

    def value_of(self, expression: object) -> object:
        """The value of an expression that is a constant, or one variable of the root module; None for any other."""
        value = constant(expression)
        references = list(references_in(expression))
        if value is None and len(references) == 1 and references[0].startswith("var."):
            given = self.plan.variables.get(references[0].removeprefix("var."))
            value = given.get("value") if isinstance(given, dict) else None
        return value

    def resolve(self, resource: ResourceChange, argument: str) -> Resolution:
        """What the expression of an argument is made of."""
        expression = self.configuration.expression(resource.module_address, address_in_module(resource), argument)
        return self._resolve(resource, expression)

    def resolve_in_key(self, database: ResourceChange, argument: str) -> Resolution:
        """The same for an argument of a database's `encryption_key` block."""
        block = self.configuration.expression(database.module_address, address_in_module(database), "encryption_key")
        return self._resolve(database, arguments_of_block(block).get(argument))

    def _resolve(self, resource: ResourceChange, expression: object) -> Resolution:
        return self.configuration.resolve(resource.module_address, address_in_module(resource), expression)

    def document_before(self, resource: ResourceChange, argument: str) -> PolicyDocument | None:
        """The policy document of an argument as it is; None if there is none or it cannot be read."""
        text = resource.before.get(argument)
        return parse_policy(text) if isinstance(text, str) and len(text) <= LONGEST_POLICY else None

    def document_after(self, resource: ResourceChange, argument: str) -> PolicyDocument | None:
        """The policy document of an argument as it will be, as far as it is known; None if there will be none."""
        key = (id(resource), argument)
        if key not in self._documents:
            self._documents[key] = self._document_after(resource, argument)
        return self._documents[key]

    def _document_after(self, resource: ResourceChange, argument: str) -> PolicyDocument | None:
        text = resource.after.get(argument)
        if isinstance(text, str) and text:
            document = parse_policy(text) if len(text) <= LONGEST_POLICY else None
            return document or PolicyDocument((), "what it holds is no policy document", is_unreadable=True)
        if not resource.is_unknown(argument) or self._is_left_out(resource, argument):
            return None
        return self._unknown_document(resource, argument)

    def _is_left_out(self, resource: ResourceChange, argument: str) -> bool:
        """True if the configuration has the resource and not the argument: the service then chooses it."""
        arguments = self.configuration.arguments(resource.module_address, address_in_module(resource))
        return arguments is not None and argument not in arguments

    def _unknown_document(self, resource: ResourceChange, argument: str) -> PolicyDocument:
        resolution = self.resolve(resource, argument)
        addresses = {target.address for target in resolution.targets}
        sources = [
            one
            for one in self.plan.resource_changes
            if one.mode == "data" and one.type == POLICY_DOCUMENT and address_in_configuration(one) in addresses
        ]
        if len(sources) > 1:
            sources = [one for one in sources if one.index == resource.index]
        if resolution.is_complete and len(addresses) == 1 and len(sources) == 1:
            return document_of_data_source(sources[0], self.configuration, self._key_arns)
        made_of = ", ".join(sorted(addresses)) or "values that the plan does not name"
        return PolicyDocument((), f"its configuration shows only that it is made of {made_of}")

    @cached_property
    def _key_arns(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for key in self.of(*KEYS):
            if isinstance(arn := key.after.get("arn"), str):
                address = address_in_configuration(key)
                found[address] = found.get(address, frozenset()) | {arn}
        return found

    @cached_property
    def key_arns_of_databases(self) -> frozenset[str]:
        """What the databases in the plan name as their keys, now, afterwards, or in their history."""
        found: list[object] = []
        for database in self.of(DATABASE):
            sides = [database.before, database.after]
            history = database.before.get("encryption_key_history_entry")
            sides += [one for one in history if isinstance(one, dict)] if isinstance(history, list) else []
            found += [encryption(side).get("key_arn") for side in sides]
        return frozenset(arn for arn in found if isinstance(arn, str) and arn)

    def is_ours(self, role: ResourceChange) -> bool:
        """True if a database of the plan uses the role, or its trust policy demands an external ID."""
        documents = (self.document_before(role, TRUST), self.document_after(role, TRUST))
        return self.links.is_used(role) or any(has_external_id(one) for one in documents if one)

    def is_for_oracle(self, role: ResourceChange) -> bool:
        """True if a database uses the role, in this plan or, by an OCID as the external ID, elsewhere."""
        if id(role) not in self._for_oracle:
            self._for_oracle[id(role)] = self._is_for_oracle(role)
        return self._for_oracle[id(role)]

    def _is_for_oracle(self, role: ResourceChange) -> bool:
        documents = (self.document_before(role, TRUST), self.document_after(role, TRUST))
        return self.links.is_used(role) or any(
            one.startswith("ocid1.") for document in documents if document for one in all_external_ids(document)
        )

    def is_of_oracles_role(self, resource: ResourceChange) -> bool:
        """The same for one of the roles that a policy, or an attachment of one, belongs to; for a role itself."""
        return id(resource) in self._of_oracles_roles

    @cached_property
    def _of_oracles_roles(self) -> Mapping[int, int]:
        return self.links.least_of_roles(lambda role: 0 if self.is_for_oracle(role) else None)

    def is_of_a_role_that_matters(self, resource: ResourceChange) -> bool | None:
        """True if one of the roles that a policy, or an attachment of one, belongs to `matters`, or the role does
        itself; None where no role in the plan has it."""
        found = self._by_roles_that_matter.get(id(resource))
        return None if found is None else found == 0

    @cached_property
    def _by_roles_that_matter(self) -> Mapping[int, int]:
        return self.links.least_of_roles(lambda role: 0 if self.matters(role) else 1)

    def matters(self, role: ResourceChange) -> bool:
        """True if a role is one of this subject: used by a database, with an external ID, or for another account."""
        if id(role) not in self._matters:
            self._matters[id(role)] = self._does_matter(role)
        return self._matters[id(role)]

    def _does_matter(self, role: ResourceChange) -> bool:
        documents = [self.document_before(role, TRUST), self.document_after(role, TRUST)]
        return self.links.is_used(role) or any(
            has_external_id(document)
            or any(is_of_another_account(one, self.own_accounts_of(role)) for one in trusted(document))
            for document in documents
            if document
        )


TRUST = "assume_role_policy"
