"""The AWS account that a resource is in, or will be in.

Resources of other providers' accounts, and ARNs that a resource only names, say nothing about it: a trusted account
could otherwise be made an own one by naming it somewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from generator.facts.arn import parse_arn
from generator.guard.addresses import address_in_module
from generator.guard.configuration_references import Configuration
from generator.guard.judged_types import ALIAS, KEYS, POLICY, ROLE
from generator.guard.plan import Module, Plan, ResourceChange, StateResource

Accounts = frozenset[str]
_WITH_OWN_ARN = (ROLE, POLICY, ALIAS, *KEYS)
_IDENTITY = "aws_caller_identity"


class OwnAccounts:
    """The accounts of a plan's resources. `value_of` gives the value of an expression of a provider's configuration."""

    def __init__(self, plan: Plan, configuration: Configuration, value_of: Callable[[object], object]) -> None:
        self._configuration = configuration
        self._value_of = value_of
        self._by_provider = self._found(plan)

    def of(self, resource: ResourceChange) -> Accounts:
        """The account in the resource's own ARN, or else those of its provider's configuration; of all where the plan
        does not show which configuration that is. None at all if nothing tells."""
        if own := account_in_arn(resource):
            return frozenset([own])
        key = self._configuration.provider_key(resource.module_address, address_in_module(resource))
        if key is None:
            return self.all()
        return self._by_provider.get(key) or self._by_provider.get(None, frozenset())

    def all(self) -> Accounts:
        """Those of every resource and every provider's configuration."""
        return frozenset(one for accounts in self._by_provider.values() for one in accounts)

    def _found(self, plan: Plan) -> Mapping[str | None, Accounts]:
        found: dict[str | None, set[str]] = defaultdict(set)
        for one in plan.resource_changes:
            if account := account_in_arn(one):
                found[self._configuration.provider_key(one.module_address, address_in_module(one))].add(account)
        for resource in _resources(plan):
            if resource.type == _IDENTITY and resource.values:
                module, _, name = resource.address.rpartition(f"data.{_IDENTITY}.")
                key = self._configuration.provider_key(
                    module.removesuffix("."), f"data.{_IDENTITY}.{name.partition('[')[0]}"
                )
                found[key].add(str(resource.values.account_id))
        for provider, arguments in self._configuration.providers():
            allowed = self._value_of(arguments.get("allowed_account_ids"))
            found[provider] |= {str(one) for one in (allowed if isinstance(allowed, list) else [allowed])}
        known = ((key, frozenset(one for one in given if one.isdigit())) for key, given in found.items())
        return {key: accounts for key, accounts in known if accounts}


def account_in_arn(resource: ResourceChange) -> str | None:
    """The account in a resource's own ARN, if that is known."""
    if resource.mode != "managed" or resource.type not in _WITH_OWN_ARN:
        return None
    for side in (resource.before, resource.after):
        arn = side.get("arn")
        if isinstance(arn, str) and (parsed := parse_arn(arn)) and parsed.account_id.isdigit():
            return parsed.account_id
    return None


def _resources(plan: Plan) -> Iterator[StateResource]:
    waiting: list[Module] = [plan.prior_state.values.root_module] if plan.prior_state else []
    while waiting:
        module = waiting.pop()
        yield from module.resources
        waiting += module.child_modules
