"""The names of an account's policies and roles that are taken.

IAM has each name once in an account: neither the path nor the case of letters tells two apart, although an ARN with
another path or case finds nothing.
https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html (PolicyName)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from generator.live.access import AwsAccess
from generator.live.answers import Answer
from generator.live.aws.identity_answers import Policies, Roles
from generator.live.questions import Question

if TYPE_CHECKING:
    from generator.live.connections import Connections


@dataclass(frozen=True)
class AccountPolicies(Question[tuple[str, ...]]):
    """The ARNs of the policies that are the account's own. Needs iam:ListPolicies."""

    access: AwsAccess
    service: ClassVar[str] = "iam"

    def asked_of(self, connections: Connections) -> Answer[tuple[str, ...]]:
        return connections.aws.answer_in_pages(
            lambda pages: tuple(policy.arn for page in pages for policy in page.policies),
            self.access,
            self.service,
            "list_policies",
            shape=Policies,
            permission="iam:ListPolicies",
            Scope="Local",
        )


@dataclass(frozen=True)
class AccountRoles(Question[tuple[str, ...]]):
    """The ARNs of the account's roles. Needs iam:ListRoles."""

    access: AwsAccess
    service: ClassVar[str] = "iam"

    def asked_of(self, connections: Connections) -> Answer[tuple[str, ...]]:
        return connections.aws.answer_in_pages(
            lambda pages: tuple(role.arn for page in pages for role in page.roles),
            self.access,
            self.service,
            "list_roles",
            shape=Roles,
            permission="iam:ListRoles",
        )


def namesake(arn: str, among: Iterable[str]) -> str | None:
    """The ARN of the policy or role that has the name in `arn`, as IAM compares names; None if it is free."""
    return next((one for one in among if _name(one) == _name(arn)), None)


def _name(arn: str) -> str:
    return arn.rpartition("/")[2].casefold()
