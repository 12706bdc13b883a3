"""An IAM policy does not open more than before."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from generator.facts.arn import parse_key_arn
from generator.facts.kms_actions import KEY_USER, known_actions, matching
from generator.guard.case import Case
from generator.guard.changed_documents import iam_policies
from generator.guard.policy_comparison import reaches_kms, widenings
from generator.guard.policy_document import PolicyDocument, Statement
from generator.guard.policy_scope import Scope, key_arns_of_databases, scope_of
from generator.guard.role_permissions import more_permissions
from generator.guard.rule import Finding, Rule

_SHOWN = 3


def check(case: Case) -> Iterator[Finding]:
    yield from _of_roles(case)
    for one in iam_policies(case):
        if one.after is None:
            continue
        scope = scope_of(case, one.resource)
        after = _of_this_subject(case, one.after, scope)
        if one.before is not None:
            found = widenings(one.before, after)
        else:
            found = [said for statement in after.allowing() for said in _too_wide(statement, scope)]
        if found:
            more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            yield Finding(
                one.resource.address,
                "The policy would allow more than before" if one.before else "The new policy would allow too much",
                f"{'; '.join(found[:_SHOWN])}{more}. Oracle needs to use the database's keys, and nothing else: list "
                "the actions, and the keys by their ARNs.",
            )


def _of_this_subject(case: Case, document: PolicyDocument, scope: Scope) -> PolicyDocument:
    """The statements that can concern the databases' keys."""
    if scope is Scope.OF_A_ROLE_THAT_MATTERS:
        return document
    ours = key_arns_of_databases(case)
    kept = [
        one
        for one in document.statements
        if reaches_kms(one)
        and (scope is Scope.UNKNOWN or one.resources.is_inverted or _is_any_key(one.resources.values, ours))
    ]
    return dataclasses.replace(document, statements=tuple(kept))


def _is_any_key(resources: frozenset[str], ours: frozenset[str]) -> bool:
    return any("*" in one or "?" in one or one in ours for one in resources)


def _too_wide(statement: Statement, scope: Scope) -> Iterator[str]:
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


def _administers(action: str) -> bool:
    """True for a wildcard that covers more than the use of a key."""
    if "*" not in action and "?" not in action:
        return False
    used = {one for preset in KEY_USER for one in matching(preset)}
    covered = set(known_actions() if action == "*" else matching(action))
    readable = {one for one in covered if one.startswith(("kms:Describe", "kms:Get", "kms:List", "kms:Verify"))}
    return bool(covered - used - readable)


def _of_roles(case: Case) -> Iterator[Finding]:
    for resource, said in more_permissions(case):
        yield Finding(
            resource.address,
            "The role would be allowed more than before",
            f"{said[0].upper()}{said[1:]}. Oracle needs to use the database's keys, and nothing else.",
        )


RULE = Rule(
    code="GRD401",
    title="An IAM policy allows more than before",
    explanation="""\
The policy of a database's role opens keys to Oracle. It must not come to allow other actions, more resources than
keys, or the same without a condition that it had; a Deny must not go. Another key is not more: to add its ARN is how
a key is rotated. A new policy must not have wildcards that cover the administration of keys, or more than one key.

The role itself must not get a policy of AWS's own, nor lose its permissions boundary.

Judged are policies of the roles that matter here as a whole. Of other policies only what they allow in AWS KMS
counts, and of those that are attached to roles of something else only what could open the databases' keys.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html; "
    "https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html",
    check=check,
)
