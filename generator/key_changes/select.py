"""Selecting a key in AWS KMS, which a switch and a rotation both end with."""

from __future__ import annotations

import msgspec

from generator.configuration.references import ORACLE_MANAGED
from generator.diagnostics import Diagnostic, did_you_mean
from generator.facts.arn import parse_role_arn
from generator.facts.aws_regions import endpoint_region
from generator.key_changes.change import KeyChange, Place, in_stack
from generator.key_changes.codes import NOT_PROVISIONED, OTHER_REGION, ROLE
from generator.key_changes.policies import is_known_to_allow, policy_to_extend
from generator.rules.reading.encryption import key_region
from generator.spec import model
from generator.spec.edits.edit import AppendItem


def select_key(change: KeyChange, key: str, role: str | None) -> KeyChange | Diagnostic:
    """The change with the key selected, and allowed by the policies of the role that Oracle is to use. `role` is None
    for the one that there is."""
    place = change.place
    if place.stack.databases[place.name].ocid is None:
        return place.refusal(
            NOT_PROVISIONED,
            f"{place.address} has not been provisioned yet",
            "Oracle provisions a database with its own key; another one is selected once it exists. Apply, put the "
            "database's `ocid` into the spec, and try again.",
        )
    if wrong := _other_region(place, change.stack, key):
        return wrong
    named = _role(place, role)
    if isinstance(named, Diagnostic):
        return named
    before = place.encryption
    change = _allowed(change, named, key)
    said = f"{place.address} is encrypted with {key}, no longer with {_named(before.key)}."
    change = change.with_encryption(key=key).extended((), said)
    if named != before.role:
        change = change.with_encryption(role=named).extended((), f"Oracle uses the key by the role {named}.")
    if before.key in place.stack.keys:
        kept = f"{before.key} stays in `keys`: backups and clones that were made with it need it."
        change = change.extended((), kept)
    return change


def _named(key: str) -> str:
    return "Oracle's own key" if key == ORACLE_MANAGED else key


def _other_region(place: Place, stack: model.Stack, key: str) -> Diagnostic | None:
    host = place.encryption.service_endpoint
    of_endpoint, of_key = endpoint_region(host) if host else None, key_region(stack, key)
    if of_endpoint is None or of_key is None or of_endpoint == of_key:
        return None
    return place.refusal(
        OTHER_REGION,
        f"The endpoint of {place.address} is in {of_endpoint}, the key in {of_key}",
        "A key is known in its own region only. Remove `service_endpoint`, which then follows the key, and try again.",
        "service_endpoint",
    )


def _role(place: Place, given: str | None) -> str | Diagnostic:
    roles = list(place.stack.roles)
    if given is None:
        if place.encryption.role is not None:
            return place.encryption.role
        if len(roles) == 1:
            return roles[0]
        detail = f"Say which with --role: {', '.join(roles)}." if roles else "Declare one in `roles` first."
        return place.refusal(ROLE, f"{place.address} has no role by which Oracle could use the key", detail)
    if given in roles or parse_role_arn(given):
        return given
    detail = did_you_mean(given, roles) or "`roles` is empty: declare it there, or give an ARN."
    return place.refusal(ROLE, f'There is no role "{given}" in this stack', detail, "role")


def _allowed(change: KeyChange, role: str, key: str) -> KeyChange:
    stack = change.stack
    name = policy_to_extend(stack, role, change.place.encryption.key, key)
    if name is None and is_known_to_allow(stack, role, key):
        return change
    if name is None:
        unknown = f"Whether {role} may use {key} is not known here: see to it before you apply."
        return change.extended((), unknown)
    policy = stack.policies[name]
    whole = (*policy.keys, key)
    edit = AppendItem(in_stack(change.place, "policies", name, "keys"), key, whole)
    policies = {**stack.policies, name: msgspec.structs.replace(policy, keys=list(whole))}
    return change.extended((edit,), f"The policy {name} allows the use of {key} as well.", policies=policies)
