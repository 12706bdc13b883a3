"""What a database reaches its key by stays as long as the database."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.judged_types import ATTACHMENT, EXCLUSIVE_ATTACHMENT, INLINE_POLICY, KINDS, POLICY, ROLE
from generator.guard.rule import Finding, Rule
from generator.guard.taken_from_role import taken_from_roles
from generator.guard.users_of_role import UsersThatStay

_TYPES = (ROLE, POLICY, INLINE_POLICY, ATTACHMENT, EXCLUSIVE_ATTACHMENT)


def check(case: Case) -> Iterator[Finding]:
    users = UsersThatStay(case)
    for resource in case.changed(*_TYPES):
        user = users.of(resource) if resource.is_destroyed else ""
        if user:
            yield Finding(
                resource.address,
                f"The {KINDS[resource.type]} would be {resource.what_happens}",
                f"{user} reaches its key by it and stays. In between, or from then on, Oracle cannot use the "
                "key. Keep it until the database has another role or key, in an apply before this one.",
            )
    for taken in taken_from_roles(case, users):
        yield Finding(
            taken.resource.address,
            taken.what,
            f"{taken.user} reaches its key by the role. Without what allows it the key Oracle cannot use it. Keep it "
            "until the database has another role or key, in an apply before this one.",
            None if taken.is_certain else Severity.WARNING,
        )


RULE = Rule(
    code="GRD206",
    title="A role or policy that a database uses is destroyed or replaced",
    explanation="""\
A database with a key in AWS KMS reaches it by an IAM role with a policy. If the role, the policy or the attachment of
one to the other goes, Oracle cannot use the key; after two hours the database is inaccessible. Terraform sees no
order between destroying them and changing the database, so it is an error also where the same plan selects another
role. To replace one is to destroy it first, and IAM takes its time to know the new one.

An update can do the same: the role is no more in the `roles` of an `aws_iam_policy_attachment`, or a policy no more in
the role's `managed_policy_arns`. A list that the plan does not know yet is a warning, and so is a policy of AWS, which
is seldom what allows the key.

A role that demands an OCID as the external ID counts as used, also when the plan does not show the database: it can be
in another state.

Select the other role or key in one apply, and remove the old ones in the next.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html"
    "#troubleshoot_general_eventual-consistency; Oracle, Manage Master Encryption Keys in AWS Key Management Service",
    check=check,
)
