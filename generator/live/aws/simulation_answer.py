"""What IAM's policy simulator answers, as far as it is used.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
"""

from __future__ import annotations

import msgspec

from generator.live.shapes import Line, Name, Word


class BoundaryDetail(msgspec.Struct, rename="pascal", frozen=True):
    """`PermissionsBoundaryDecisionDetail`."""

    allowed_by_permissions_boundary: bool = True


class OrganizationsDetail(msgspec.Struct, rename="pascal", frozen=True):
    """`OrganizationsDecisionDetail`."""

    allowed_by_organizations: bool = True


class ResultPart(msgspec.Struct, rename="pascal"):
    """What a result says as a whole, and of each resource."""

    permissions_boundary_decision_detail: BoundaryDetail = BoundaryDetail()
    missing_context_values: list[Line] = []  # tags have spaces


class EvaluationResult(ResultPart, rename="pascal", kw_only=True):
    """One of `EvaluationResults`: the decision on one action."""

    eval_action_name: Name
    eval_decision: Word
    organizations_decision_detail: OrganizationsDetail = OrganizationsDetail()
    resource_specific_results: list[ResultPart] = []


class EvaluationResults(msgspec.Struct, rename="pascal"):
    """A page of `SimulatePrincipalPolicy` or `SimulateCustomPolicy`."""

    evaluation_results: list[EvaluationResult]
