"""What a new IAM policy must not allow, with nothing before to compare it with."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_key_arn
from generator.facts.kms_actions import KEY_USER, known_actions, matching
from generator.guard.policy_scope import Scope
from generator.iam.policy_comparison import reaches_kms
from generator.iam.policy_document import Statement


def too_wide(statement: Statement, scope: Scope) -> Iterator[str]:
    """What a new policy must not have. A policy of something else may use every key under conditions."""
    if not reaches_kms(statement) or (statement.conditions and scope is not Scope.OF_A_ROLE_THAT_MATTERS):
        return
    actions = sorted(one for one in statement.actions.values if one == "*" or one.casefold().startswith("kms:"))
    if statement.actions.is_inverted:
        yield "NotAction allows everything that is not named"
    administering = [one for one in actions if _administers(one)]
    is_only_general = all(one == "*" for one in actions) and not statement.actions.is_inverted
    if is_only_general and scope is not Scope.OF_A_ROLE_THAT_MATTERS:
        return  # an administrator's policy, not one for keys
    if administering and scope is not Scope.OF_ANOTHER_ROLE:
        yield f"{', '.join(administering)} allows the administration of keys"
    if statement.resources.is_inverted:
        yield "NotResource allows every key that is not named"
    for resource in sorted(statement.resources.values):
        if ("*" in resource or "?" in resource) and parse_key_arn(resource) is None:
            yield f"{resource} as a resource of {', '.join(actions)} is more than one key"


def beyond_use(statement: Statement) -> Iterator[str]:
    """What a new policy of Oracle's role names by name and Oracle has no use for."""
    for action in sorted(statement.actions.values) if not statement.actions.is_inverted else ():
        if not action.casefold().startswith("kms:") and action != "*":
            yield f"{action} has nothing to do with keys"
        elif "*" not in action and "?" not in action and is_more_than_use(action):
            yield f"{action} is more than the use of a key"


def _administers(action: str) -> bool:
    """True for a wildcard that covers more than the use of a key."""
    return ("*" in action or "?" in action) and is_more_than_use(action)


def is_more_than_use(action: str) -> bool:
    """True if an action, or one that a wildcard covers, is neither the use of a key nor reads about one."""
    used = {one for preset in KEY_USER for one in matching(preset)}
    covered = set(known_actions() if action == "*" else matching(action))
    readable = {one for one in covered if one.startswith(("kms:Describe", "kms:Get", "kms:List", "kms:Verify"))}
    return bool(covered - used - readable)
