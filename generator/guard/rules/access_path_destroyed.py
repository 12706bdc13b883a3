"""What a database reaches its key by stays as long as the database."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.judged_types import ATTACHMENT, EXCLUSIVE_ATTACHMENT, INLINE_POLICY, KINDS, POLICY, ROLE
from generator.guard.rule import Finding, Rule

_TYPES = (ROLE, POLICY, INLINE_POLICY, ATTACHMENT, EXCLUSIVE_ATTACHMENT)


def check(case: Case) -> Iterator[Finding]:
    users = case.links.databases_with_aws_key
    staying = [one for one in users if not one.is_destroyed and not one.is_created]
    for resource in case.changed(*_TYPES):
        if not resource.is_destroyed:
            continue
        roles = case.links.roles_of(resource)
        user = next((one for one in staying if any(case.links.uses(one, role) for role in roles)), None)
        is_used_elsewhere = any(
            case.is_for_oracle(role) and not any(case.links.uses(one, role) for one in users) for role in roles
        )
        if user or is_used_elsewhere:
            who = user.address if user else "A database that is not in this plan"
            yield Finding(
                resource.address,
                f"The {KINDS[resource.type]} would be {resource.what_happens}",
                f"{who} reaches its key by it and stays. In between, or from then on, Oracle cannot use the "
                "key. Keep it until the database has another role or key, in an apply before this one.",
            )


RULE = Rule(
    code="GRD206",
    title="A role or policy that a database uses is destroyed or replaced",
    explanation="""\
A database with a key in AWS KMS reaches it by an IAM role with a policy. If the role, the policy or the attachment of
one to the other goes, Oracle cannot use the key; after two hours the database is inaccessible. Terraform sees no
order between destroying them and changing the database, so it is an error also where the same plan selects another
role. To replace one is to destroy it first, and IAM takes its time to know the new one.

A role that demands an OCID as the external ID counts as used, also when the plan does not show the database: it can be
in another state.

Select the other role or key in one apply, and remove the old ones in the next.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html"
    "#troubleshoot_general_eventual-consistency; Oracle, Manage Master Encryption Keys in AWS Key Management Service",
    check=check,
)
