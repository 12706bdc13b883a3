"""The roles of a stack as they are."""

from __future__ import annotations

from generator.configuration import references
from generator.facts.arn import parse_role_arn
from generator.live import names
from generator.live.access import aws_access
from generator.live.answers import Answer, Cause, NotKnown
from generator.live.aws.identities import LiveRole, Role
from generator.live.questions import Ask
from generator.spec import model


def live_role(stack: model.Stack, name: str, ask: Ask) -> Answer[LiveRole]:
    """A role by its name in `roles` or its ARN. IAM answers for its own account only."""
    arn = parse_role_arn(names.role_arn(stack, name))
    if arn is None or arn.account_id != stack.aws.account_id:
        where = arn.account_id if arn else "an account that its ARN does not tell"
        return NotKnown(
            Cause.OTHER_ACCOUNT,
            f"the role is in {where}, the stack in {stack.aws.account_id}",
            "IAM tells nothing about roles of other accounts. Look at it there.",
        )
    return ask(Role(aws_access(stack), arn.name))


def is_managed(stack: model.Stack, name: str) -> bool:
    """True for a role that the next apply makes or changes."""
    return references.is_created(stack.roles.get(name))


def is_awaited(stack: model.Stack, name: str) -> bool:
    """True for a role that is not rendered yet: Oracle's user is not known."""
    declared = stack.roles.get(name)
    return declared is not None and declared.arn is None and not references.is_created(declared)
