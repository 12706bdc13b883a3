"""IAM policies and roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from generator.live.access import AwsAccess
from generator.live.answers import Answer
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
        raise NotImplementedError


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
        raise NotImplementedError


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
        raise NotImplementedError
