"""What a role may do besides the policies that the plan writes: managed policies that it gets, and its boundary."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.facts.arn import parse_policy_arn
from generator.guard.case import Case
from generator.guard.judged_types import ATTACHMENT, EXCLUSIVE_ATTACHMENT, POLICY, ROLE
from generator.guard.plan import ResourceChange, Values

Said = tuple[ResourceChange, str, Severity]
_LISTED, _BOUNDARY = "managed_policy_arns", "permissions_boundary"


def more_permissions(case: Case) -> Iterator[Said]:
    """Each resource that gives a role of a database more than before, or what the plan does not show; what it gives, in
    words, and how bad that is."""
    shown = frozenset(side.get("arn") for one in case.of(POLICY) for side in (one.before, one.after))
    for attachment in case.changed(ATTACHMENT, EXCLUSIVE_ATTACHMENT):
        if attachment.change.after is not None and case.is_of_oracles_role(attachment):
            yield from _given(case, attachment, "policy_arn", shown)
    for role in case.changed(ROLE):
        if role.change.after is not None and case.is_for_oracle(role):
            if _is_in_configuration(case, role):
                yield from _given(case, role, _LISTED, shown)
            yield from _boundary(role)


def _given(case: Case, resource: ResourceChange, argument: str, shown: frozenset[object]) -> Iterator[Said]:
    for arn in sorted(_arns(resource.after, argument) - _arns(resource.before, argument)):
        if _is_of_aws(arn):
            yield resource, f"AWS's own policy {arn} is attached to the role", Severity.ERROR
        elif arn not in shown:
            yield resource, f"the policy {arn} is attached to the role, and the plan does not show it", Severity.WARNING
    if resource.is_unknown(argument):
        made_of = case.resolve(resource, argument).targets
        if not made_of or any(target.is_data or target.type != POLICY for target in made_of):
            said = "a policy is attached to the role of which the plan shows neither ARN nor text"
            yield resource, said, Severity.WARNING


def _is_in_configuration(case: Case, role: ResourceChange) -> bool:
    """False if only the service sets the list, by which it is unknown in every new role."""
    return not role.is_unknown(_LISTED) or bool(case.resolve(role, _LISTED).times)


def _boundary(role: ResourceChange) -> Iterator[Said]:
    before, after = role.before.get(_BOUNDARY), role.after.get(_BOUNDARY)
    if not before:
        return
    if role.is_unknown(_BOUNDARY):
        yield role, "the role's permissions boundary is not known before the apply", Severity.WARNING
    elif not after:
        yield role, "the role loses its permissions boundary", Severity.ERROR
    elif after != before:
        said = f"the role's permissions boundary becomes {after}"
        yield role, said, Severity.ERROR if _is_of_aws(str(after)) else Severity.WARNING


def _arns(values: Values, argument: str) -> frozenset[str]:
    given = values.get(argument)
    return frozenset(one for one in (given if isinstance(given, list) else [given]) if isinstance(one, str) and one)


def _is_of_aws(arn: str) -> bool:
    """True for a policy that AWS wrote, which is never made for one key."""
    policy = parse_policy_arn(arn)
    return bool(policy and policy.is_aws_managed)
