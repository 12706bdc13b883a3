"""Another account's principal must present an external ID."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.changed_documents import trust_policies
from generator.guard.rule import Finding, Rule
from generator.guard.trust import lacks_external_id


def check(case: Case) -> Iterator[Finding]:
    for one in trust_policies(case):
        if one.after is None:
            continue
        before = one.before.statements if one.before else ()
        is_ours = case.is_ours(one.resource)
        for statement in one.after.allowing():
            foreign = [] if statement in before else lacks_external_id(statement, case.own_accounts, is_ours=is_ours)
            if foreign:
                yield Finding(
                    one.resource.address,
                    f"The role would trust {', '.join(foreign)} without an external ID",
                    "Oracle's user works for every tenancy: without the condition any of them can have its database "
                    "assume this role. Demand it: StringEquals, sts:ExternalId, the tenancy's OCID.",
                )


RULE = Rule(
    code="GRD302",
    title="A role trusts another account without an external ID",
    explanation="""\
Oracle's IAM user serves the databases of all its customers. The condition on `sts:ExternalId` is what keeps another
customer's database from using this role: the confused deputy. The condition must demand the ID: `StringEquals` or
`StringLike`. With `IfExists` or `ForAllValues:` it also holds when no ID is presented, so it guards nothing.

Put the condition into every statement that lets another account, or an IAM user, assume the role.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    check=check,
)
