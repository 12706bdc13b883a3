"""Amazon Resource Names: the general form, and those of KMS keys and aliases and of IAM roles, policies and
principals.

The grammar is AWS's (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html and, per service,
https://docs.aws.amazon.com/service-authorization/latest/reference/), as strict as AWS writes such names
itself: a parser returns None for what AWS could not have issued, wildcards included, and the caller says what
is wrong.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from generator.facts.limits import (
    AWS_ACCOUNT_ID,
    IAM_PATH_MAX,
    KMS_ALIAS,
    KMS_ALIAS_MAX,
    KMS_ALIAS_RESERVED_PREFIX,
)

# An account id is twelve digits; AWS's own managed policies have the word "aws" there, some resources have
# nothing.
_ARN = re.compile(
    r"arn:(?P<partition>aws(?:-[a-z]+)*):(?P<service>[a-z0-9-]+):(?P<region>[a-z0-9-]*)"
    r":(?P<account_id>[0-9]{12}|aws|):(?P<resource>[!-~]+)"
)
# A UUID, or for a multi-Region key `mrk-` and 32 hexadecimal digits, in lower case as AWS KMS issues them
# (https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-id).
_KEY = re.compile(r"key/(?P<key_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})")
# `*` and `?` are wildcards wherever such an ARN is used, so a path that has them names more than one thing.
_PATH = r"(?P<path>/(?:[!-)+->@-~]+/)?)"
_ROLE = re.compile(r"role" + _PATH + r"(?P<name>[A-Za-z0-9_+=,.@-]{1,64})")
_POLICY = re.compile(r"policy(?P<path>(?:/[A-Za-z0-9.,+@=_-]+)*/)(?P<name>[A-Za-z0-9_+=,.@-]{1,128})")
_USER = re.compile(r"user" + _PATH + r"(?P<name>[A-Za-z0-9_+=,.@-]{1,64})")
_ASSUMED_ROLE = re.compile(r"assumed-role/[A-Za-z0-9_+=,.@-]{1,64}/[A-Za-z0-9_+=,.@-]{2,64}")


class Arn(Struct, frozen=True):
    """`arn:PARTITION:SERVICE:REGION:ACCOUNT_ID:RESOURCE`; region and account id can be ""."""

    partition: str
    service: str
    region: str
    account_id: str
    resource: str

    def __str__(self) -> str:
        return f"arn:{self.partition}:{self.service}:{self.region}:{self.account_id}:{self.resource}"


class KeyArn(Struct, frozen=True):
    """`arn:PARTITION:kms:REGION:ACCOUNT_ID:key/KEY_ID`: one KMS key."""

    partition: str
    region: str
    account_id: str
    key_id: str

    @property
    def is_multi_region(self) -> bool:
        """True for a multi-Region key, which has replicas with the same key id in other regions."""
        return self.key_id.startswith("mrk-")

    def __str__(self) -> str:
        return f"arn:{self.partition}:kms:{self.region}:{self.account_id}:key/{self.key_id}"


class AliasArn(Struct, frozen=True):
    """`arn:PARTITION:kms:REGION:ACCOUNT_ID:alias/NAME`; `alias` is `alias/NAME`."""

    partition: str
    region: str
    account_id: str
    alias: str

    @property
    def is_aws_managed(self) -> bool:
        """True for the alias of an AWS managed key, such as `alias/aws/rds`."""
        return self.alias.startswith(KMS_ALIAS_RESERVED_PREFIX)

    def __str__(self) -> str:
        return f"arn:{self.partition}:kms:{self.region}:{self.account_id}:{self.alias}"


class RoleArn(Struct, frozen=True):
    """`arn:PARTITION:iam::ACCOUNT_ID:rolePATHNAME`; the path starts and ends with `/`."""

    partition: str
    account_id: str
    path: str
    name: str

    def __str__(self) -> str:
        return f"arn:{self.partition}:iam::{self.account_id}:role{self.path}{self.name}"


class PolicyArn(Struct, frozen=True):
    """`arn:PARTITION:iam::ACCOUNT_ID:policyPATHNAME`; the path starts and ends with `/`."""

    partition: str
    account_id: str
    path: str
    name: str

    @property
    def is_aws_managed(self) -> bool:
        """True for a policy that AWS wrote and every account has; its account id is the word `aws`."""
        return self.account_id == "aws"

    def __str__(self) -> str:
        return f"arn:{self.partition}:iam::{self.account_id}:policy{self.path}{self.name}"


class PrincipalKind(StrEnum):
    """What kind of principal an ARN names, in the words of the ARN."""

    ROOT = "root"
    USER = "user"
    ROLE = "role"
    ASSUMED_ROLE = "assumed-role"


class PrincipalArn(Struct, frozen=True):
    """A principal of type `AWS` in a trust policy or key policy: an account, an IAM user or role, or a role
    session.

    `resource` is the last part of the ARN: `root`, `user/oracle`, `role/team/admin`,
    `assumed-role/admin/alice`.
    """

    partition: str
    account_id: str
    kind: PrincipalKind
    resource: str

    def __str__(self) -> str:
        service = "sts" if self.kind is PrincipalKind.ASSUMED_ROLE else "iam"
        return f"arn:{self.partition}:{service}::{self.account_id}:{self.resource}"


def parse_arn(text: str) -> Arn | None:
    """Any ARN by its parts; None for anything else. `str` of the result is the text again."""
    match = _ARN.fullmatch(text)
    return Arn(**match.groupdict()) if match else None


def parse_key_arn(text: str) -> KeyArn | None:
    """The ARN of a KMS key; None for anything else, an alias's ARN and a bare key id included."""
    arn = _regional(text)
    key = arn and _KEY.fullmatch(arn.resource)
    return KeyArn(arn.partition, arn.region, arn.account_id, key["key_id"]) if arn and key else None


def parse_alias_arn(text: str) -> AliasArn | None:
    """The ARN of a KMS alias, also of one that AWS manages; None for anything else."""
    arn = _regional(text)
    if arn is None or not KMS_ALIAS.fullmatch(arn.resource) or len(arn.resource) > KMS_ALIAS_MAX:
        return None
    return AliasArn(arn.partition, arn.region, arn.account_id, arn.resource)


def parse_role_arn(text: str) -> RoleArn | None:
    """The ARN of an IAM role; None for anything else, a role session's ARN included."""
    arn = _of_account(text, "iam")
    role = arn and _ROLE.fullmatch(arn.resource)
    if not arn or not role or len(role["path"]) > IAM_PATH_MAX:
        return None
    return RoleArn(arn.partition, arn.account_id, role["path"], role["name"])


def parse_policy_arn(text: str) -> PolicyArn | None:
    """The ARN of a managed policy, the account's own or AWS's; None for anything else."""
    arn = parse_arn(text)
    if arn is None or arn.service != "iam" or arn.region or not arn.account_id:
        return None
    policy = _POLICY.fullmatch(arn.resource)
    if not policy or len(policy["path"]) > IAM_PATH_MAX:
        return None
    return PolicyArn(arn.partition, arn.account_id, policy["path"], policy["name"])


def parse_principal_arn(text: str) -> PrincipalArn | None:
    """The ARN of an account's root, an IAM user, an IAM role or a role session; None for anything else.

    Those are what a policy can name as a principal of type `AWS` by ARN, besides federated users
    (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
    """
    if arn := _of_account(text, "sts"):
        kind = PrincipalKind.ASSUMED_ROLE if _ASSUMED_ROLE.fullmatch(arn.resource) else None
    elif arn := _of_account(text, "iam"):
        kind = _iam_principal_kind(arn.resource)
    return PrincipalArn(arn.partition, arn.account_id, kind, arn.resource) if arn and kind else None


def _iam_principal_kind(resource: str) -> PrincipalKind | None:
    if resource == "root":
        return PrincipalKind.ROOT
    for kind, pattern in ((PrincipalKind.USER, _USER), (PrincipalKind.ROLE, _ROLE)):
        match = pattern.fullmatch(resource)
        if match and len(match["path"]) <= IAM_PATH_MAX:
            return kind
    return None


def _regional(text: str) -> Arn | None:
    """An ARN of AWS KMS, which always has a region and an account."""
    arn = _with_account(text, "kms")
    return arn if arn and arn.region else None


def _of_account(text: str, service: str) -> Arn | None:
    """An ARN of a service that has accounts but no regions, such as IAM."""
    arn = _with_account(text, service)
    return None if arn and arn.region else arn


def _with_account(text: str, service: str) -> Arn | None:
    arn = parse_arn(text)
    return arn if arn and arn.service == service and AWS_ACCOUNT_ID.fullmatch(arn.account_id) else None
