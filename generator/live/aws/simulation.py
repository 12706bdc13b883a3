"""What IAM would decide, by its own policy simulator.

https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from generator.live.access import AwsAccess
from generator.live.answers import Answer
from generator.live.aws.simulation_answer import EvaluationResult, EvaluationResults, ResultPart
from generator.live.questions import Question

if TYPE_CHECKING:
    from generator.live.connections import Connections


class Decision(StrEnum):
    """IAM's words for a decision."""

    ALLOWED = "allowed"
    EXPLICIT_DENY = "explicitDeny"
    IMPLICIT_DENY = "implicitDeny"


@dataclass(frozen=True)
class LiveDecision:
    """The decision on one action. `denied_by_boundary` and `denied_by_organization` say where a deny comes from that no
    policy of the role can lift: a permissions boundary, a service control policy. `missing_context` are the context
    keys, in order, that conditions ask about and the simulator was given no values of: with others than none it may
    decide otherwise."""

    action: str
    decision: Decision
    denied_by_boundary: bool = False
    denied_by_organization: bool = False
    missing_context: tuple[str, ...] = ()


@dataclass(frozen=True)
class SimulatedRole(Question[tuple[LiveDecision, ...]]):
    """What a role that exists may do with a key, by all that is attached to it. Needs iam:SimulatePrincipalPolicy.

    The key's own policy is not part of it: the simulator takes none for keys."""

    access: AwsAccess
    role_arn: str
    actions: tuple[str, ...]
    key_arn: str
    service: ClassVar[str] = "iam"

    def asked_of(self, connections: Connections) -> Answer[tuple[LiveDecision, ...]]:
        return connections.aws.answer_in_pages(
            lambda pages: _decisions(pages, self.actions),
            self.access,
            self.service,
            "simulate_principal_policy",
            shape=EvaluationResults,
            permission=f"iam:SimulatePrincipalPolicy on {self.role_arn}",
            PolicySourceArn=self.role_arn,
            ActionNames=list(self.actions),
            ResourceArns=[self.key_arn],
        )


@dataclass(frozen=True)
class SimulatedPolicies(Question[tuple[LiveDecision, ...]]):
    """What policies that need not exist allow with a key, within a permissions boundary if there is one; each is JSON.
    Needs iam:SimulateCustomPolicy."""

    access: AwsAccess
    documents: tuple[str, ...]
    actions: tuple[str, ...]
    key_arn: str
    boundary: str | None = None
    service: ClassVar[str] = "iam"

    def asked_of(self, connections: Connections) -> Answer[tuple[LiveDecision, ...]]:
        limits: dict[str, Any] = (
            {} if self.boundary is None else {"PermissionsBoundaryPolicyInputList": [self.boundary]}
        )
        return connections.aws.answer_in_pages(
            lambda pages: _decisions(pages, self.actions),
            self.access,
            self.service,
            "simulate_custom_policy",
            shape=EvaluationResults,
            permission="iam:SimulateCustomPolicy",
            PolicyInputList=list(self.documents),
            ActionNames=list(self.actions),
            ResourceArns=[self.key_arn],
            **limits,
        )


def _decisions(pages: list[EvaluationResults], actions: tuple[str, ...]) -> tuple[LiveDecision, ...]:
    """One for each action, in their order: an answer that leaves one out is none."""
    by_action = {result.eval_action_name.casefold(): result for page in pages for result in page.evaluation_results}
    return tuple(_decision(action, by_action[action.casefold()]) for action in actions)


def _decision(action: str, result: EvaluationResult) -> LiveDecision:
    decision = Decision(result.eval_decision)
    is_denied = decision is not Decision.ALLOWED
    parts = _parts(result)
    boundary = all(part.permissions_boundary_decision_detail.allowed_by_permissions_boundary for part in parts)
    organization = result.organizations_decision_detail.allowed_by_organizations
    missing = sorted({key for part in parts for key in part.missing_context_values})
    return LiveDecision(action, decision, is_denied and not boundary, is_denied and not organization, tuple(missing))


def _parts(result: EvaluationResult) -> tuple[ResultPart, ...]:
    """The result, and what it says of each resource: where resources are given, as here, details can stand in either.
    https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html"""
    return (result, *result.resource_specific_results)
