"""A role goes on to let in whom it let in."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.changed_documents import trust_policies
from generator.guard.rule import Finding, Rule
from generator.iam.policy_comparison import normal_principal
from generator.iam.policy_document import PolicyDocument, Principal
from generator.iam.trust import EVERYBODY, account_of, is_account_root, lets_assume, trusted, trusted_by


def check(case: Case) -> Iterator[Finding]:
    for one in trust_policies(case):
        if one.before is None or one.after is None or not case.is_ours(one.resource):
            continue
        if one.after.hidden or one.after.hidden_parts & {"effect", "actions", "principals"}:
            continue
        old = _let_in(one.before)
        is_replaced = bool({*map(normal_principal, trusted(one.after))} - {*map(normal_principal, trusted(one.before))})
        gone = sorted(old - _let_in(one.after)) if not is_replaced else []
        new_denies = tuple(statement for statement in one.after.denying() if statement not in one.before.denying())
        for name in gone:
            yield Finding(
                one.resource.address,
                f"The role would no longer let {name} assume it",
                "A database that has its key by this role cannot reach it from then on. Leave sts:AssumeRole for this "
                "principal as long as a database uses the role.",
            )
        for statement in new_denies:
            hit = sorted(name for name in old if lets_assume(statement) and _names(trusted_by(statement), name))
            if hit:
                yield Finding(
                    one.resource.address,
                    f"A new Deny would keep {', '.join(hit)} from assuming the role",
                    "A database that has its key by this role cannot reach it from then on. "
                    + ("See whether its conditions are about Oracle. " if statement.conditions else "")
                    + "Take the Deny away.",
                    Severity.WARNING if statement.conditions else None,
                )


def _let_in(document: PolicyDocument) -> frozenset[str]:
    return frozenset(
        normal_principal(principal)
        for statement in document.allowing()
        if lets_assume(statement)
        for principal in trusted_by(statement)
    )


def _names(principals: frozenset[Principal], name: str) -> bool:
    """True if a Deny for these is one for the principal of that name, or for its account."""
    account = account_of(("AWS", name))
    return any(
        one == EVERYBODY or normal_principal(one) == name or (is_account_root(one) and account_of(one) == account)
        for one in principals
    )


RULE = Rule(
    code="GRD306",
    title="A role no longer lets in whom it let in",
    explanation="""\
A database reaches its key by a role that Oracle's user assumes with `sts:AssumeRole`. When the trust policy loses
that action or that principal, or gets a Deny for them, the database cannot reach its key; after two hours it is
inaccessible. Judged are the roles of the databases in the plan and roles that demand an external ID. A Deny under
conditions is a warning. Another principal in the place of the old one is what GRD301 is about.

Leave the statement as long as a database uses the role.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, notes",
    check=check,
)
