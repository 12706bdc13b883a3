"""Another account's principal must present an external ID."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import TRUST, Case
from generator.guard.changed_documents import trust_policies
from generator.guard.judged_types import ROLE
from generator.guard.rule import Finding, Rule
from generator.iam.policy_comparison import normal_principal
from generator.iam.trust import account_of, external_ids, lacks_external_id, lets_assume, trusted_by


def check(case: Case) -> Iterator[Finding]:
    yield from _in_an_unknown_account(case)
    for one in trust_policies(case):
        if one.after is None:
            continue
        before = one.before.statements if one.before else ()
        is_ours, own = case.is_ours(one.resource), case.own_accounts_of(one.resource)
        for statement in one.after.allowing():
            foreign = [] if statement in before else lacks_external_id(statement, own, is_ours=is_ours)
            if foreign:
                yield Finding(
                    one.resource.address,
                    f"The role would trust {', '.join(foreign)} without an external ID",
                    "Oracle's user works for every tenancy: without the condition any of them can have its database "
                    "assume this role. Demand it: StringEquals, sts:ExternalId, the tenancy's OCID.",
                )


def _in_an_unknown_account(case: Case) -> Iterator[Finding]:
    """New roles of which the plan does not say whether those that they trust are in the same account."""
    for role in case.changed(ROLE):
        document = case.document_after(role, TRUST)
        if not role.is_created or not document or case.matters(role) or case.own_accounts_of(role):
            continue
        named = {
            normal_principal(principal)
            for statement in document.allowing()
            if lets_assume(statement) and external_ids(statement) is None
            for principal in trusted_by(statement)
            if account_of(principal)
        }
        if named:
            yield Finding(
                role.address,
                f"The role would trust {', '.join(sorted(named))} without an external ID",
                "The plan does not show which account it is for, so this can be another one. Give the provider "
                "`allowed_account_ids`; another account must present an external ID.",
                Severity.WARNING,
            )


RULE = Rule(
    code="GRD302",
    title="A role trusts another account without an external ID",
    explanation="""\
Oracle's IAM user serves the databases of all its customers. The condition on `sts:ExternalId` is what keeps another
customer's database from using this role: the confused deputy. The condition must demand the ID: `StringEquals` or
`StringLike`. With `IfExists` or `ForAllValues:` it also holds when no ID is presented, so it guards nothing.

Where the plan does not show which account it is for, a new role that trusts one is a warning.

Put the condition into every statement that lets another account, or an IAM user, assume the role.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    check=check,
)
