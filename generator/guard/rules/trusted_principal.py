"""A role goes on to trust the same principal."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.changed_documents import trust_policies
from generator.guard.named_by_spec import oracle_users
from generator.guard.rule import Finding, Rule
from generator.iam.policy_comparison import normal_principal
from generator.iam.trust import account_of, is_account_root, is_user, is_wildcard, trusted


def check(case: Case) -> Iterator[Finding]:
    named = oracle_users(case.spec) if case.spec else None
    for one in trust_policies(case):
        if one.after is None:
            continue
        known = {normal_principal(principal) for principal in trusted(one.before)} if one.before else set()
        had_users_of = {account_of(principal) for principal in trusted(one.before or one.after) if is_user(principal)}
        for principal in sorted(trusted(one.after)):
            name = normal_principal(principal)
            if (
                is_wildcard(principal)
                or name in known
                or (one.before and is_account_root(principal) and account_of(principal) in had_users_of)
            ):
                continue  # what stands for many is another rule's
            if one.before is not None:
                yield Finding(
                    one.resource.address,
                    f"The role would trust {name} as well or instead",
                    "Whoever a role trusts can use the database's keys. Oracle's user is the one that the database "
                    "shows in CLOUD_INTEGRATIONS; compare it. Go on only if the change is meant.",
                )
            elif account_of(principal) and named is not None and name not in named:
                yield Finding(
                    one.resource.address,
                    f"The new role would trust {name}, which no role of the spec does",
                    "In the spec a role's principal is its `oracle_user_arn`. Compare it with what the database shows "
                    "in CLOUD_INTEGRATIONS.",
                )


RULE = Rule(
    code="GRD301",
    title="A role trusts another principal",
    explanation="""\
Whoever stands in a role's trust policy can use the keys that the role opens. For Oracle that is one IAM user, which
the database itself names (`SELECT * FROM CLOUD_INTEGRATIONS`), and which does not change by itself. Judged are the
roles of the databases in the plan, roles that demand an external ID, and roles that trust another account. With
`--spec` a new role must trust an `oracle_user_arn` of the spec.

Compare the principal with what the database shows. If the change is meant, let it pass visibly.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, prerequisites; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    check=check,
)
