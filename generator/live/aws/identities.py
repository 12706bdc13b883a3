"""IAM policies and roles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from generator.live.access import AwsAccess
from generator.live.answers import Answer, NotKnown
from generator.live.aws.identity_answers import (
    AttachedPolicies,
    Decoded,
    FoundPolicy,
    FoundPolicyVersion,
    FoundRole,
    PolicyNames,
    RolePolicy,
    Tag,
)
from generator.live.questions import Question

if TYPE_CHECKING:
    from generator.live.connections import Connections


@dataclass(frozen=True)
class LivePolicy:
    """A managed policy; `document` is the JSON of its default version."""

    arn: str
    document: str
    description: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Policy(Question[LivePolicy]):
    """The managed policy with that ARN. Needs iam:GetPolicy and iam:GetPolicyVersion."""

    access: AwsAccess
    arn: str
    service: ClassVar[str] = "iam"

    def asked_of(self, connections: Connections) -> Answer[LivePolicy]:
        aws, arn = connections.aws, self.arn
        policy = aws.answer(
            _policy,
            self.access,
            self.service,
            "get_policy",
            shape=FoundPolicy,
            permission=f"iam:GetPolicy on {arn}",
            PolicyArn=arn,
        )
        if policy is None or isinstance(policy, NotKnown):
            return policy
        default_version, described = policy
        document = aws.answer(
            lambda found: _document(found.policy_version.document),
            self.access,
            self.service,
            "get_policy_version",
            shape=FoundPolicyVersion,
            permission=f"iam:GetPolicyVersion on {arn}",
            PolicyArn=arn,
            VersionId=default_version,
        )
        if document is None or isinstance(document, NotKnown):
            return document
        return replace(described, document=document)


def _policy(found: FoundPolicy) -> tuple[str, LivePolicy]:
    policy = found.policy
    return policy.default_version_id, LivePolicy(policy.arn, "", policy.description, _tags(policy.tags))


@dataclass(frozen=True)
class LiveRole:
    """A role; `trust_policy` is JSON."""

    arn: str
    trust_policy: str
    description: str = ""
    permissions_boundary: str | None = None
    max_session_seconds: int = 3600
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Role(Question[LiveRole]):
    """The role with that name: names are unique in an account, whatever the path. Needs iam:GetRole."""

    access: AwsAccess
    name: str
    service: ClassVar[str] = "iam"

    def asked_of(self, connections: Connections) -> Answer[LiveRole]:
        return connections.aws.answer(
            _role,
            self.access,
            self.service,
            "get_role",
            shape=FoundRole,
            permission=f"iam:GetRole on {self.name}",
            RoleName=self.name,
        )


def _role(found: FoundRole) -> LiveRole:
    role = found.role
    return LiveRole(
        arn=role.arn,
        trust_policy=_document(role.assume_role_policy_document),
        description=role.description,
        permissions_boundary=role.permissions_boundary.permissions_boundary_arn,
        max_session_seconds=role.max_session_duration,
        tags=_tags(role.tags),
    )


@dataclass(frozen=True)
class LiveRolePolicies:
    """What is attached to a role: ARNs of managed policies, and the names of inline ones, both in order."""

    attached: tuple[str, ...]
    inline: tuple[str, ...] = ()


@dataclass(frozen=True)
class RolePolicies(Question[LiveRolePolicies]):
    """The policies of a role. Needs iam:ListAttachedRolePolicies and iam:ListRolePolicies."""

    access: AwsAccess
    role_name: str
    service: ClassVar[str] = "iam"

    def asked_of(self, connections: Connections) -> Answer[LiveRolePolicies]:
        aws, name = connections.aws, self.role_name
        attached = aws.answer_in_pages(
            lambda pages: tuple(sorted(policy.policy_arn for page in pages for policy in page.attached_policies)),
            self.access,
            self.service,
            "list_attached_role_policies",
            shape=AttachedPolicies,
            permission=f"iam:ListAttachedRolePolicies on {name}",
            RoleName=name,
        )
        if attached is None or isinstance(attached, NotKnown):
            return attached
        inline = aws.answer_in_pages(
            lambda pages: tuple(sorted(policy for page in pages for policy in page.policy_names)),
            self.access,
            self.service,
            "list_role_policies",
            shape=PolicyNames,
            permission=f"iam:ListRolePolicies on {name}",
            RoleName=name,
        )
        if inline is None or isinstance(inline, NotKnown):
            return inline
        return LiveRolePolicies(attached, inline)


@dataclass(frozen=True)
class InlinePolicy(Question[str]):
    """The document of an inline policy of a role as JSON. Needs iam:GetRolePolicy."""

    access: AwsAccess
    role_name: str
    name: str
    service: ClassVar[str] = "iam"

    def asked_of(self, connections: Connections) -> Answer[str]:
        return connections.aws.answer(
            lambda found: _document(found.policy_document),
            self.access,
            self.service,
            "get_role_policy",
            shape=RolePolicy,
            permission=f"iam:GetRolePolicy on {self.role_name}",
            RoleName=self.role_name,
            PolicyName=self.name,
        )


def _document(found: Decoded) -> str:
    """A policy as JSON, in AWS's order."""
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _tags(tags: list[Tag]) -> Mapping[str, str]:
    return {tag.key: tag.value for tag in tags}
