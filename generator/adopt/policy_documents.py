"""Policy documents, compared as the AWS provider compares them.

The provider suppresses the difference of two documents that mean the same: statements in any order, one text or a list
of one, lists in any order. Version, Id, Sids and everything else count
(https://github.com/hashicorp/awspolicyequivalence). What is stricter here than there leads to `arn:`, which is safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from generator.facts.arn import parse_key_arn
from generator.facts.kms_actions import PRESETS

VERSION = "2012-10-17"
Preset = Literal["key-user", "decrypt-only"]
_PRESETS: tuple[Preset, ...] = ("key-user", "decrypt-only")
_LONGEST = 65536  # AWS's largest document, a key policy, has half of that

# As in templates/modules/aws-kms-key/main.tf.j2; a test compares the two.
KEY_POLICY_ID = "key-default-1"
ACCOUNT_SID = "Enable IAM User Permissions"
ADMINISTRATOR_ACTIONS = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
)


class Differs(Exception):
    """A document is not as the module writes it; the text says in what, without the final stop."""


@dataclass(frozen=True)
class UseOfKeys:
    """What the policy module's one statement allows. `actions` is a preset's word where they are those."""

    actions: Preset | list[str]
    key_arns: list[str]


@dataclass(frozen=True)
class Trust:
    """Whom the role module's one statement trusts."""

    oracle_user_arn: str
    external_ids: frozenset[str]


def key_administrators(document: str, partition: str, account_id: str) -> list[str]:
    """The administrators of a key policy as the key module writes it. Raises `Differs`."""
    statements = {one.get("Sid"): one for one in _statements(document, "key policy", id=KEY_POLICY_ID)}
    root = statements.pop(ACCOUNT_SID, None)
    if root is None:
        raise Differs(
            'its key policy has no statement with the Sid "Enable IAM User Permissions", which the module writes'
        )
    admins = statements.pop("KeyAdministrators", None)
    if statements:
        raise Differs("its key policy has more statements than the module writes")
    everything = {"Effect": "Allow", "Action": {"kms:*"}, "Resource": {"*"}}
    principal = {"AWS": {f"arn:{partition}:iam::{account_id}:root"}}
    _is_like(root, everything | {"Principal": principal}, f'the statement "{ACCOUNT_SID}"')
    if admins is None:
        return []
    principals = _principals(admins)
    allowed = {"Effect": "Allow", "Action": set(ADMINISTRATOR_ACTIONS), "Resource": {"*"}}
    _is_like(admins, allowed | {"Principal": {"AWS": set(principals)}}, 'the statement "KeyAdministrators"')
    return principals


def use_of_keys(document: str) -> UseOfKeys:
    """What a policy allows that is as the policy module writes it. Raises `Differs`."""
    statement = _only_statement(document, "document")
    actions, resources = _texts(statement.get("Action")), _texts(statement.get("Resource"))
    _is_like(statement, {"Effect": "Allow", "Action": set(actions), "Resource": set(resources)}, "its statement")
    if not resources or not all(parse_key_arn(one) for one in resources):
        raise Differs("its document is for something else than KMS keys by their ARNs")
    preset = next((word for word in _PRESETS if set(PRESETS[word]) == set(actions)), None)
    return UseOfKeys(preset or actions, resources)


def trust(document: str) -> Trust:
    """Whom a role trusts whose trust policy is as the role module writes it. Raises `Differs`."""
    statement = _only_statement(document, "trust policy")
    principals, ids = _principals(statement), _external_ids(statement)
    expected = {
        "Effect": "Allow",
        "Action": {"sts:AssumeRole"},
        "Principal": {"AWS": set(principals)},
        "Condition": {"StringEquals": {"sts:ExternalId": set(ids)}},
    }
    _is_like(statement, expected, "its trust policy")
    if len(principals) != 1 or not ids:
        raise Differs("its trust policy has not exactly one principal and an external ID")
    return Trust(principals[0], frozenset(ids))


def trusted_external_ids(document: str) -> list[str]:
    """The external IDs that any statement of a trust policy asks for, whatever else is in it."""
    try:
        return [id for one in _statements(document, "trust policy", any_version=True) for id in _external_ids(one)]
    except Differs:
        return []


def _statements(document: str, what: str, *, id: str | None = None, any_version: bool = False) -> list[dict[str, Any]]:
    try:
        decoded = msgspec.json.decode(document) if len(document) <= _LONGEST else None
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        decoded = None
    if not isinstance(decoded, dict):
        raise Differs(f"its {what} is not known")
    head = {name: one for name, one in decoded.items() if name != "Statement"}
    if not any_version and head != {"Version": VERSION} | ({"Id": id} if id else {}):
        raise Differs(f"its {what} has another Version, or another Id")
    statements = decoded.get("Statement")
    given = statements if isinstance(statements, list) else [statements]
    listed = [one for one in given if isinstance(one, dict) and isinstance(one.get("Sid", ""), str)]
    if len(listed) != len(given):
        raise Differs(f"its {what} is not known")
    if len({one.get("Sid") for one in listed}) != len(listed) and not any_version:
        raise Differs(f"its {what} has more statements than the module writes")
    return listed


def _only_statement(document: str, what: str) -> dict[str, Any]:
    statements = _statements(document, what)
    if len(statements) != 1:
        raise Differs(f"its {what} has {len(statements)} statements, and the module writes one")
    if statements[0].get("Sid"):
        raise Differs(f"the statement of its {what} has a Sid, and the module writes none")
    return statements[0]


def _is_like(statement: Mapping[str, Any], expected: Mapping[str, Any], what: str) -> None:
    for name in {*statement, *expected} - {"Sid"}:
        if name not in expected:
            raise Differs(f"{what} has a {name[:40]} that the module does not write")
        if not _same(statement.get(name), expected[name]):
            raise Differs(f"the {name} of {what} is not what the module writes")


def _same(found: Any, expected: Any) -> bool:
    if isinstance(expected, Mapping):
        if not isinstance(found, Mapping) or set(found) != set(expected):
            return False
        return all(_same(found[name], one) for name, one in expected.items())
    texts = _texts(found)
    return bool(texts) and set(texts) == (expected if isinstance(expected, set) else {expected})


def _principals(statement: Mapping[str, Any]) -> list[str]:
    principal = statement.get("Principal")
    return _texts(principal.get("AWS")) if isinstance(principal, Mapping) else []


def _external_ids(statement: Mapping[str, Any]) -> list[str]:
    condition = statement.get("Condition")
    equals = condition.get("StringEquals") if isinstance(condition, Mapping) else None
    return _texts(equals.get("sts:ExternalId")) if isinstance(equals, Mapping) else []


def _texts(value: Any) -> list[str]:
    """A text or a list of texts, each once; nothing for anything else."""
    listed: Iterable[Any] = value if isinstance(value, list) else [value]
    texts = list(listed)
    return list(dict.fromkeys(texts)) if all(isinstance(one, str) for one in texts) else []
