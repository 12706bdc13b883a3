"""What a role may do besides its own policies: AWS's policies that it gets, and the boundary that it loses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_policy_arn
from generator.guard.case import Case
from generator.guard.judged_types import ATTACHMENT, EXCLUSIVE_ATTACHMENT, ROLE
from generator.guard.plan import ResourceChange, Values


def more_permissions(case: Case) -> Iterator[tuple[ResourceChange, str]]:
    """Each resource that gives a role of a database more than before, and in words what."""
    for attachment in case.changed(ATTACHMENT, EXCLUSIVE_ATTACHMENT):
        if any(case.is_for_oracle(role) for role in case.links.roles_of(attachment)):
            for arn in _of_aws(attachment.after, "policy_arn") - _of_aws(attachment.before, "policy_arn"):
                yield attachment, f"AWS's own policy {arn} is attached to the role"
    for role in case.changed(ROLE):
        if not case.is_for_oracle(role) or role.change.after is None:
            continue
        for arn in sorted(_of_aws(role.after, "managed_policy_arns") - _of_aws(role.before, "managed_policy_arns")):
            yield role, f"AWS's own policy {arn} is attached to the role"
        boundary = "permissions_boundary"
        if role.before.get(boundary) and not role.after.get(boundary) and not role.is_unknown(boundary):
            yield role, "the role loses its permissions boundary"


def _of_aws(values: Values, argument: str) -> frozenset[str]:
    """The policies that AWS wrote, which are never made for one key."""
    given = values.get(argument)
    listed = given if isinstance(given, list) else [given]
    return frozenset(one for one in listed if isinstance(one, str) and _is_of_aws(one))


def _is_of_aws(arn: str) -> bool:
    policy = parse_policy_arn(arn)
    return bool(policy and policy.is_aws_managed)
