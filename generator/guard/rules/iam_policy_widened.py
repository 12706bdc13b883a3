"""An IAM policy does not open more than before."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.changed_documents import iam_policies
from generator.guard.new_policy import beyond_use, is_more_than_use, too_wide
from generator.guard.plan import ResourceChange
from generator.guard.policy_scope import Scope, scope_of
from generator.guard.role_permissions import more_permissions
from generator.guard.rule import Finding, Rule
from generator.iam.policy_comparison import reaches_kms, widenings
from generator.iam.policy_document import PolicyDocument

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
            is_for_oracle = case.is_of_oracles_role(one.resource)
            found = [
                said
                for statement in after.allowing()
                for said in (
                    *(beyond_use(statement) if is_for_oracle else ()),
                    *too_wide(statement, scope),
                )
            ]
            yield from _administrators(case, one.resource, after, scope)
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
    ours = case.key_arns_of_databases
    kept = [
        one
        for one in document.statements
        if reaches_kms(one)
        and (scope is Scope.UNKNOWN or one.resources.is_inverted or _is_any_key(one.resources.values, ours))
    ]
    return dataclasses.replace(document, statements=tuple(kept))


def _is_any_key(resources: frozenset[str], ours: frozenset[str]) -> bool:
    return any("*" in one or "?" in one or one in ours for one in resources)


def _administrators(case: Case, resource: ResourceChange, document: PolicyDocument, scope: Scope) -> Iterator[Finding]:
    """A policy of another role that administers a key of the databases may be meant; a reviewer should see it."""
    ours = case.key_arns_of_databases
    named = sorted(
        key
        for statement in document.allowing()
        if any(is_more_than_use(one) for one in statement.actions.values)
        for key in statement.resources.values & ours
    )
    if named and scope is Scope.OF_ANOTHER_ROLE:
        yield Finding(
            resource.address,
            "Another role could administer a database's key",
            f"The new policy allows more than the use of {', '.join(named[:_SHOWN])}: whoever has the role could "
            "disable the key or delete it. See that this is meant.",
            Severity.WARNING,
        )


def _of_roles(case: Case) -> Iterator[Finding]:
    for resource, said, severity in more_permissions(case):
        yield Finding(
            resource.address,
            "The role would be allowed more than before"
            if severity is Severity.ERROR
            else "The role may be allowed more than before",
            f"{said[0].upper()}{said[1:]}. Oracle needs to use the database's keys, and nothing else.",
            severity,
        )


RULE = Rule(
    code="GRD401",
    title="An IAM policy allows more than before",
    explanation="""\
The policy of a database's role opens keys to Oracle. It must not come to allow other actions, more resources than
keys, or the same without a condition that it had; a Deny must not go. Another key is not more: to add its ARN is how
a key is rotated. A new policy must not have wildcards that cover the administration of keys, or more than one key. A
new policy of Oracle's role must allow nothing but the use of keys.

The role itself must not get a policy of AWS's own, nor lose its permissions boundary. Another policy that the plan
does not show, another boundary, and another role that comes to administer a database's key are warnings.

Judged are policies of the roles that matter here as a whole. Of other policies only what they allow in AWS KMS
counts, and of those that are attached to roles of something else only what could open the databases' keys.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html; "
    "https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html",
    check=check,
)
