"""What IAM and STS answer, as far as it is used: the API's fields, as the SDK has decoded them.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from generator.live.shapes import Document, Name, Text, Word

Decoded = dict[str, Any] | Document
"""A policy: the SDK has decoded it, unless it could not."""


class CallerIdentity(msgspec.Struct, rename="pascal"):
    """`GetCallerIdentity`."""

    account: Word
    arn: Name


class Tag(msgspec.Struct, rename="pascal"):
    """One of `Tags`."""

    key: Text
    value: Text


class ManagedPolicy(msgspec.Struct, rename="pascal"):
    """`Policy` of `GetPolicy`."""

    arn: Name
    default_version_id: Word
    description: Text = ""
    tags: list[Tag] = []


class FoundPolicy(msgspec.Struct, rename="pascal"):
    """`GetPolicy`."""

    policy: ManagedPolicy


class PolicyVersion(msgspec.Struct, rename="pascal"):
    """`PolicyVersion` of `GetPolicyVersion`."""

    document: Decoded


class FoundPolicyVersion(msgspec.Struct, rename="pascal"):
    """`GetPolicyVersion`."""

    policy_version: PolicyVersion


class PermissionsBoundary(msgspec.Struct, rename="pascal", frozen=True):
    """`PermissionsBoundary` of a role."""

    permissions_boundary_arn: Name | None = None


class RoleDetails(msgspec.Struct, rename="pascal"):
    """`Role` of `GetRole`."""

    arn: Name
    assume_role_policy_document: Decoded
    description: Text = ""
    permissions_boundary: PermissionsBoundary = PermissionsBoundary()
    max_session_duration: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 3600
    tags: list[Tag] = []


class FoundRole(msgspec.Struct, rename="pascal"):
    """`GetRole`."""

    role: RoleDetails


class AttachedPolicy(msgspec.Struct, rename="pascal"):
    """One of `ListAttachedRolePolicies`."""

    policy_arn: Name


class AttachedPolicies(msgspec.Struct, rename="pascal"):
    """A page of `ListAttachedRolePolicies`."""

    attached_policies: list[AttachedPolicy]


class PolicyNames(msgspec.Struct, rename="pascal"):
    """A page of `ListRolePolicies`."""

    policy_names: list[Name]


class RolePolicy(msgspec.Struct, rename="pascal"):
    """`GetRolePolicy`."""

    policy_document: Decoded


class Named(msgspec.Struct, rename="pascal"):
    """One of `ListPolicies` and `ListRoles`."""

    arn: Name


class Policies(msgspec.Struct, rename="pascal"):
    """A page of `ListPolicies`."""

    policies: list[Named]


class Roles(msgspec.Struct, rename="pascal"):
    """A page of `ListRoles`."""

    roles: list[Named]
