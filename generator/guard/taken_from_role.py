"""Managed policies that a role loses by an update, not by the end of a resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.facts.arn import parse_policy_arn
from generator.guard.addresses import address_in_configuration
from generator.guard.case import Case
from generator.guard.judged_types import EXCLUSIVE_ATTACHMENT, ROLE
from generator.guard.plan import ResourceChange, Values
from generator.guard.users_of_role import UsersThatStay

_ROLES, _POLICIES = "roles", "managed_policy_arns"


@dataclass(frozen=True, slots=True)
class Taken:
    """`resource` is changed so that a role loses a policy; `user` is the database, in words, that has its key by the
    role. `is_certain` is false where it may also keep it, or may not need it."""

    resource: ResourceChange
    what: str
    user: str
    is_certain: bool


def taken_from_roles(case: Case, users: UsersThatStay) -> Iterator[Taken]:
    """Everything that a role of a database loses by an update."""
    addresses = _addresses_by_name(case)
    for attachment in case.changed(EXCLUSIVE_ATTACHMENT):
        if "update" in attachment.change.actions:
            yield from _from_attachment(case, attachment, users, addresses)
    for role in case.changed(ROLE):
        user = users.of(role) if "update" in role.change.actions else ""
        if user:
            yield from _managed(role, user)


def _addresses_by_name(case: Case) -> Mapping[str, set[str]]:
    """The addresses in the configuration of the roles that stay, by their names before."""
    found: dict[str, set[str]] = {}
    for role in case.of(ROLE):
        name = role.before.get("name")
        if role.stays and isinstance(name, str):
            found.setdefault(name, set()).add(address_in_configuration(role))
    return found


def _from_attachment(
    case: Case, attachment: ResourceChange, users: UsersThatStay, addresses: Mapping[str, set[str]]
) -> Iterator[Taken]:
    is_certain = not attachment.is_unknown(_ROLES)
    targets = {one.address for one in case.resolve(attachment, _ROLES).targets} if not is_certain else set()
    gone = _texts(attachment.before, _ROLES) - _texts(attachment.after, _ROLES)
    for name in sorted(gone):
        if not targets.isdisjoint(addresses.get(name, ())):
            continue  # its name is only not told yet
        user = users.of_name(name)
        if user:
            what = "would be" if is_certain else "could be"
            yield Taken(attachment, f"The policy {what} detached from the role {name}", user, is_certain)


def _managed(role: ResourceChange, user: str) -> Iterator[Taken]:
    is_known = not role.is_unknown(_POLICIES)
    for arn in sorted(_texts(role.before, _POLICIES) - _texts(role.after, _POLICIES)):
        policy = parse_policy_arn(arn)
        is_certain = is_known and not (policy and policy.is_aws_managed)
        yield Taken(role, f"The role {'would' if is_known else 'could'} lose the policy {arn}", user, is_certain)


def _texts(values: Values, argument: str) -> frozenset[str]:
    given = values.get(argument)
    return frozenset(one for one in given if isinstance(one, str) and one) if isinstance(given, list) else frozenset()
