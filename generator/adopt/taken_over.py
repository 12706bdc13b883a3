"""An object that exists as the settings by which the modules would make exactly the same.

The modules write key policies, policy documents and trust policies themselves. So only what already is as they would
write it can be taken over without a change; for everything else `Differs` says in what it is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.adopt.existing import ExistingKey, ExistingPolicy, ExistingRole
from generator.adopt.policy_documents import Differs, Trust, key_administrators, trust, use_of_keys
from generator.facts.arn import parse_key_arn, parse_policy_arn, parse_role_arn
from generator.facts.limits import (
    AWS_TAG_KEY_LENGTH,
    AWS_TAG_VALUE_LENGTH,
    AWS_TAGS_MAX,
    KMS_DELETION_WINDOW_DAYS,
    KMS_DESCRIPTION_MAX,
    KMS_ROTATION_DAYS,
    ROLE_SESSION_SECONDS,
)
from generator.spec import model


@dataclass(frozen=True)
class Trusted:
    """Whose OCIDs a stack knows, for the external IDs of its roles; `databases` are those of the role in question."""

    tenancy_id: str | None
    compartment_id: str
    databases: Sequence[str]


def key_settings(key: ExistingKey, name: str, alias: str | None) -> model.Key:
    """The key as the spec's `keys` say it, under `name`. Raises `Differs`."""
    arn = parse_key_arn(key.arn)
    _no_obstacles(key.obstacles)
    if arn is None or alias is None:
        raise Differs("it has no alias, and the module would look for one to take over")
    if len(key.description) > KMS_DESCRIPTION_MAX:
        raise Differs("its description is longer than AWS allows")
    if key.rotation_days is not None and key.rotation_days not in KMS_ROTATION_DAYS:
        raise Differs("its rotation period is none that AWS allows")
    window = key.deletion_window_days
    return model.Key(
        adopt=key.arn,
        alias=alias if alias != name else None,
        description=key.description,
        deletion_window_days=window if window is not None and window in KMS_DELETION_WINDOW_DAYS else 30,
        rotation_days=key.rotation_days if key.rotation_days is not None else False,
        administrators=key_administrators(key.policy, arn.partition, arn.account_id),
        tags=_tags(key.tags),
    )


def policy_settings(policy: ExistingPolicy, key_names: Mapping[str, str]) -> model.Policy:
    """The policy as the spec's `policies` say it; keys by their names in the spec where they have one. Raises
    `Differs`."""
    arn = parse_policy_arn(policy.arn)
    _no_obstacles(policy.obstacles)
    if arn is None or arn.is_aws_managed:
        raise Differs("it is a policy of AWS")
    use = use_of_keys(policy.document)
    _is_short(policy.description)
    return model.Policy(
        adopt=True,
        keys=[key_names.get(one, one) for one in use.key_arns],
        actions=use.actions,
        description=policy.description,
        path=arn.path,
        tags=_tags(policy.tags),
    )


def role_settings(
    role: ExistingRole, trusted: Trusted, words: frozenset[model.ExternalIdKind], policies: list[str]
) -> model.Role:
    """The role as the spec's `roles` say it. `words` are the words for the external ID that its databases say,
    `policies` what is attached to it in the spec's words. Raises `Differs`."""
    arn = parse_role_arn(role.arn)
    _no_obstacles(role.obstacles)
    if arn is None:
        raise Differs("its ARN is none")
    given = trust(role.trust_policy)
    word = _external_id_word(given, trusted)
    if words - {word}:
        raise Differs(f"a database calls its external ID {', '.join(sorted(words - {word}))}, its trust policy {word}")
    if role.max_session_seconds not in ROLE_SESSION_SECONDS:
        raise Differs("its longest session is none that AWS allows")
    if role.permissions_boundary is not None and parse_policy_arn(role.permissions_boundary) is None:
        raise Differs("its permissions boundary is no policy's ARN")
    _is_short(role.description)
    return model.Role(
        adopt=True,
        policies=policies,
        oracle_user_arn=given.oracle_user_arn,
        external_id=word,
        description=role.description,
        path=arn.path,
        permissions_boundary=role.permissions_boundary,
        max_session_seconds=role.max_session_seconds,
        tags=_tags(role.tags),
    )


def _external_id_word(given: Trust, trusted: Trusted) -> model.ExternalIdKind:
    if given.external_ids == {trusted.tenancy_id}:
        return "tenant_ocid"
    if given.external_ids == {trusted.compartment_id}:
        return "compartment_ocid"
    if given.external_ids == set(trusted.databases):
        return "database_ocid"
    raise Differs("its trust policy asks for another external ID than the OCID of the tenancy, compartment or database")


def _no_obstacles(obstacles: Sequence[str]) -> None:
    if obstacles:
        raise Differs(obstacles[0])


def _is_short(description: str) -> None:
    if len(description) > 1000:  # IAM's own limit is in a rule; this one keeps the text of a spec readable
        raise Differs("its description is longer than AWS allows")


def _tags(tags: Mapping[str, str]) -> dict[str, str]:
    if len(tags) > AWS_TAGS_MAX:
        raise Differs("it has more tags than AWS allows")
    for key, value in tags.items():
        if len(key) not in AWS_TAG_KEY_LENGTH or len(value) not in AWS_TAG_VALUE_LENGTH:
            raise Differs("it has a tag that AWS does not allow")
    return dict(sorted(tags.items()))
