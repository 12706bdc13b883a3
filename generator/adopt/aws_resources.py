"""Keys, policies and roles of hashicorp/aws in a state. Arguments as in its 5.100."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from generator.adopt.codes import UNKNOWN_OBJECT
from generator.adopt.existing import ExistingKey, ExistingPolicy, ExistingRole
from generator.adopt.show_json import Resource
from generator.diagnostics import Diagnostic, Severity
from generator.facts.arn import KeyArn, parse_alias_arn, parse_key_arn, parse_policy_arn, parse_role_arn
from generator.facts.limits import KMS_ALIAS, KMS_ALIAS_MAX, KMS_ALIAS_PREFIX, KMS_ALIAS_RESERVED_PREFIX

_LONGEST = 40  # of a text that is repeated in a comment
_DAYS_UNTIL_ROTATION = 365  # AWS's own, where a state does not say


class _Named(Protocol):
    @property
    def arn(self) -> str: ...


_One = TypeVar("_One", bound=_Named)


def existing_keys(
    keys: Sequence[Resource], aliases: Sequence[Resource], policies: Sequence[Resource]
) -> tuple[tuple[ExistingKey, ...], list[Diagnostic]]:
    """Keys with the aliases that lead to them, and with the policy that a resource of its own gives them."""
    named: dict[str, list[str]] = {}
    for alias in aliases:
        if target := _target(alias):
            named.setdefault(target, []).append(alias.text("name").removeprefix(KMS_ALIAS_PREFIX))
    own_policies = {one.text("key_id"): one for one in policies}
    found, unknown = [], []
    for key in keys:
        if parsed := parse_key_arn(key.text("arn")):
            policy = own_policies.get(parsed.key_id) or own_policies.get(str(parsed)) or key
            found.append(_key(key, tuple(dict.fromkeys(named.get(str(parsed), ()))), policy))
        else:
            unknown.append(_unknown(key, "KMS key"))
    return _once(found), unknown


def _target(alias: Resource) -> str | None:
    """The ARN of the key behind an alias; None for an alias that is none, or one of AWS's own."""
    arn = parse_alias_arn(alias.text("arn"))
    if arn is None or not _is_alias(alias.text("name")):
        return None
    key = parse_key_arn(alias.text("target_key_arn")) or parse_key_arn(alias.text("target_key_id"))
    in_place = KeyArn(arn.partition, arn.region, arn.account_id, alias.text("target_key_id"))
    return str(key or in_place)


def _is_alias(name: str) -> bool:
    reserved = name.startswith(KMS_ALIAS_RESERVED_PREFIX)
    return KMS_ALIAS.fullmatch(name) is not None and len(name) <= KMS_ALIAS_MAX and not reserved


def _key(key: Resource, aliases: tuple[str, ...], policy: Resource) -> ExistingKey:
    obstacles = [*_hidden(key, "description", "tags", "tags_all"), *_hidden(policy, "policy")]
    if key.values.get("is_enabled") is False:
        obstacles.append("it is disabled, and the module would enable it")
    if (usage := key.values.get("key_usage")) not in (None, "ENCRYPT_DECRYPT"):
        obstacles.append(f"it is for {str(usage)[:_LONGEST]}, not for encryption")
    if (kind := key.values.get("customer_master_key_spec")) not in (None, "SYMMETRIC_DEFAULT"):
        obstacles.append(f"it is of the kind {str(kind)[:_LONGEST]}, not SYMMETRIC_DEFAULT")
    if key.text("custom_key_store_id") or key.text("xks_key_id"):
        obstacles.append("it is in a custom key store")
    rotates = key.values.get("enable_key_rotation") is True
    return ExistingKey(
        arn=key.text("arn"),
        aliases=aliases,
        description=key.text("description"),
        policy=policy.text("policy"),
        rotation_days=(_number(key, "rotation_period_in_days") or _DAYS_UNTIL_ROTATION) if rotates else None,
        deletion_window_days=_number(key, "deletion_window_in_days"),
        tags=_tags(key),
        obstacles=tuple(obstacles),
        address=key.address,
    )


def existing_policies(policies: Sequence[Resource]) -> tuple[tuple[ExistingPolicy, ...], list[Diagnostic]]:
    """The policies that have an ARN."""
    found, unknown = [], []
    for policy in policies:
        if parse_policy_arn(policy.text("arn")) is None:
            unknown.append(_unknown(policy, "IAM policy"))
            continue
        found.append(
            ExistingPolicy(
                arn=policy.text("arn"),
                document=policy.text("policy"),
                description=policy.text("description"),
                tags=_tags(policy),
                obstacles=tuple(_hidden(policy, "policy", "description", "tags", "tags_all")),
                address=policy.address,
            )
        )
    return _once(found), unknown


def existing_roles(
    roles: Sequence[Resource], attachments: Sequence[Resource]
) -> tuple[tuple[ExistingRole, ...], list[Diagnostic]]:
    """Roles with the policies that are attached to them, by resources of their own or as the provider has read them."""
    attached: dict[tuple[str, str], list[str]] = {}
    for one in attachments:
        if policy := parse_policy_arn(one.text("policy_arn")):
            attached.setdefault((policy.account_id, one.text("role")), []).append(str(policy))
    found, unknown = [], []
    for role in roles:
        arn = parse_role_arn(role.text("arn"))
        if arn is None:
            unknown.append(_unknown(role, "IAM role"))
            continue
        of_state = role.values.get("managed_policy_arns")
        policies = [
            *attached.get((arn.account_id, arn.name), ()),
            *attached.get(("aws", arn.name), ()),  # AWS's own policies
            *(one for one in _list(of_state) if isinstance(one, str) and parse_policy_arn(one)),
        ]
        found.append(_role(role, tuple(dict.fromkeys(policies))))
    return _once(found), unknown


def _role(role: Resource, policy_arns: tuple[str, ...]) -> ExistingRole:
    hidden = _hidden(
        role, "assume_role_policy", "description", "managed_policy_arns", "permissions_boundary", "tags", "tags_all"
    )
    return ExistingRole(
        arn=role.text("arn"),
        trust_policy=role.text("assume_role_policy"),
        policy_arns=policy_arns,
        description=role.text("description"),
        permissions_boundary=role.text("permissions_boundary") or None,
        max_session_seconds=_number(role, "max_session_duration") or 3600,
        tags=_tags(role),
        obstacles=tuple(hidden),
        address=role.address,
    )


def _tags(resource: Resource) -> Mapping[str, str]:
    """The tags that the object has: those of the resource, and those that its provider has put on everything."""
    tags = resource.values.get("tags_all") or resource.values.get("tags")
    return {key: value for key, value in tags.items() if isinstance(value, str)} if isinstance(tags, dict) else {}


def _number(resource: Resource, name: str) -> int | None:
    value = resource.values.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        return None
    return int(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _hidden(resource: Resource, *names: str) -> Iterable[str]:
    return [f"`{name}` is marked as sensitive" for name in names if name in resource.hidden]


def _once(found: Sequence[_One]) -> tuple[_One, ...]:
    by_arn: dict[str, _One] = {}
    for one in found:
        by_arn.setdefault(one.arn, one)
    return tuple(by_arn.values())


def _unknown(resource: Resource, what: str) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        UNKNOWN_OBJECT,
        f"A {what} without an ARN was left out" if what[0] != "I" else f"An {what} without an ARN was left out",
        "The state does not say its `arn`, or it is not one that AWS issues.",
        address=resource.address,
    )
