"""Which stack manages which key, policy and role.

An object belongs to one Terraform state, so to one stack: the first whose databases use it. What none uses goes to the
first stack of its account, if it is as adbkms would make it; otherwise it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.adopt.existing import AwsPlace, Existing, ExistingKey, ExistingPolicy, ExistingRole
from generator.adopt.places import Stack
from generator.adopt.policy_documents import Differs, key_administrators, trust, trusted_external_ids, use_of_keys
from generator.configuration.references import ALIAS_PREFIX
from generator.facts.arn import parse_key_arn, parse_policy_arn, parse_role_arn


@dataclass(frozen=True)
class Known:
    """What exists, by ARN; and the ARNs of keys by their place and alias."""

    keys: Mapping[str, ExistingKey]
    policies: Mapping[str, ExistingPolicy]
    roles: Mapping[str, ExistingRole]
    aliases: Mapping[tuple[AwsPlace, str], str]

    def key_of(self, text: str, place: AwsPlace) -> str:
        """The ARN of the key that a database names, by its ARN or by `alias/NAME`; the text itself if unknown."""
        is_alias = text.startswith(ALIAS_PREFIX)
        return self.aliases.get((place, text.removeprefix(ALIAS_PREFIX)), text) if is_alias else text


@dataclass(frozen=True)
class Assignment:
    """By ARN the number of the stack that manages an object, and by number what a stack has to do with, in order;
    `policies` are those that fit its keys, whoever has them. `unused` is what no database uses, `left_out` are the
    addresses or ARNs of the keys and roles that no stack takes."""

    owners: Mapping[str, int]
    keys: Sequence[Sequence[str]]
    roles: Sequence[Sequence[str]]
    policies: Sequence[Sequence[str]]
    unused: frozenset[str]
    left_out: Sequence[str]


def known_of(existing: Existing) -> Known:
    """What exists, to be looked up."""
    aliases: dict[tuple[AwsPlace, str], str] = {}
    for one in existing.keys:
        if key := parse_key_arn(one.arn):
            aliases |= {(AwsPlace(key.account_id, key.region), alias): one.arn for alias in one.aliases}
    return Known(
        keys={one.arn: one for one in existing.keys},
        policies={one.arn: one for one in existing.policies},
        roles={one.arn: one for one in existing.roles},
        aliases=aliases,
    )


def assign(stacks: Sequence[Stack], known: Known) -> Assignment:
    """The objects of each stack, and who manages them."""
    roles = [[one for one in _used_roles(stack) if one in known.roles] for stack in stacks]
    unused_roles = dict(_unused_roles(stacks, known, {one for used in roles for one in used}))
    for arn, number in unused_roles.items():
        roles[number].append(arn)
    keys = [
        [one for one in _used_keys(stack, known, roles[number]) if one in known.keys]
        for number, stack in enumerate(stacks)
    ]
    unused_keys = dict(_unused_keys(stacks, known, {one for used in keys for one in used}))
    for arn, number in unused_keys.items():
        keys[number].append(arn)
    owners: dict[str, int] = {}
    for number, stack in enumerate(stacks):
        for arn in (one for one in keys[number] if _key_place(one) == stack.aws):
            owners.setdefault(arn, number)
        for arn in (one for one in roles[number] if _account(one) == stack.aws.account_id):
            owners.setdefault(arn, number)
    # A policy belongs where a database's role has it, before it belongs where a role is that may yet be left out.
    for arn in sorted((one for one in owners if one in known.roles), key=lambda one: one in unused_roles):
        for policy in known.roles[arn].policy_arns:
            owners.setdefault(policy, owners[arn])
    taken = {one for used in (*keys, *roles) for one in used}
    policies: list[list[str]] = [[] for _ in stacks]
    for arn, number in _policies_of_keys(stacks, known, owners, taken):
        owners.setdefault(arn, number)
        policies[number].append(arn)
    unused = frozenset({*unused_roles, *unused_keys})
    return Assignment(owners, keys, roles, policies, unused, _left_out(known, taken))


def _used_roles(stack: Stack) -> list[str]:
    return list(dict.fromkeys(one.role_arn for one in stack.databases))


def _used_keys(stack: Stack, known: Known, roles: Sequence[str]) -> list[str]:
    """Keys that databases have or have had, and those that the policies of their roles are for."""
    used = [known.key_of(one.key_arn, stack.aws) for one in stack.databases]
    used += [arn for one in stack.databases for arn in one.former_keys]
    for role in roles:
        for policy in known.roles[role].policy_arns:
            used += _keys_of_policy(known.policies.get(policy))
    return list(dict.fromkeys(used))


def _keys_of_policy(policy: ExistingPolicy | None) -> list[str]:
    try:
        return use_of_keys(policy.document).key_arns if policy else []
    except Differs:
        return []


def _unused_roles(stacks: Sequence[Stack], known: Known, used: set[str]) -> Iterator[tuple[str, int]]:
    first: dict[str, int] = {}
    for number, stack in enumerate(stacks):
        first.setdefault(stack.aws.account_id, number)
    for arn, role in known.roles.items():
        home = first.get(_account(arn))
        if arn not in used and home is not None and _trusts_as_ours(role):
            yield arn, home


def _trusts_as_ours(role: ExistingRole) -> bool:
    try:
        return bool(trust(role.trust_policy))
    except Differs:
        return False


def _unused_keys(stacks: Sequence[Stack], known: Known, used: set[str]) -> Iterator[tuple[str, int]]:
    first: dict[AwsPlace, int] = {}
    for number, stack in enumerate(stacks):
        first.setdefault(stack.aws, number)
    for arn, key in known.keys.items():
        place = _key_place(arn)
        home = first.get(place) if place else None
        if arn not in used and home is not None and _has_our_policy(key):
            yield arn, home


def _has_our_policy(key: ExistingKey) -> bool:
    arn = parse_key_arn(key.arn)
    try:
        return arn is not None and key_administrators(key.policy, arn.partition, arn.account_id) is not None
    except Differs:
        return False


def _policies_of_keys(
    stacks: Sequence[Stack], known: Known, owners: Mapping[str, int], taken: set[str]
) -> Iterator[tuple[str, int]]:
    """The policies that allow the use of one stack's keys and of nothing else, unless somebody else's role has them."""
    others = {
        policy
        for arn, role in known.roles.items()
        if arn not in taken and not is_for_oracle(role)
        for policy in role.policy_arns
    }
    for arn, policy in known.policies.items():
        homes = {owners.get(key) for key in _keys_of_policy(policy)}
        home = homes.pop() if len(homes) == 1 else None
        if arn not in others and home is not None and _account(arn) == stacks[home].aws.account_id:
            yield arn, home


def is_for_oracle(role: ExistingRole) -> bool:
    """True for a role that asks for an OCID as the external ID, whatever else is in its trust policy."""
    return any(id.startswith("ocid1.") for id in trusted_external_ids(role.trust_policy))


def _left_out(known: Known, taken: set[str]) -> list[str]:
    """Keys, and roles that are for Oracle; other roles have nothing to do with databases."""
    keys = [one.address or one.arn for one in known.keys.values() if one.arn not in taken]
    roles = [one.address or one.arn for one in known.roles.values() if one.arn not in taken and is_for_oracle(one)]
    return keys + roles


def _key_place(arn: str) -> AwsPlace | None:
    key = parse_key_arn(arn)
    return AwsPlace(key.account_id, key.region) if key else None


def _account(arn: str) -> str:
    parsed = parse_role_arn(arn) or parse_policy_arn(arn)
    return parsed.account_id if parsed else ""
