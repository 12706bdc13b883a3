"""A key policy does not keep Oracle's role from the key."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.changed_documents import key_policies
from generator.guard.encryption import encryption
from generator.guard.judged_types import ROLE
from generator.guard.rule import Finding, Rule
from generator.iam.policy_comparison import covers_action, normal_principal
from generator.iam.policy_document import Principal, Statement
from generator.iam.trust import EVERYBODY, account_of, is_account_root, trusted_by

_USED = ("kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")


def check(case: Case) -> Iterator[Finding]:
    roles = _roles(case)
    for one in key_policies(case):
        if one.after is None:
            continue
        before = one.before.denying() if one.before else ()
        for statement in one.after.denying():
            denied = [action for action in _USED if covers_action(statement.actions, action)]
            if statement in before or not denied or not any(_hits(who, roles) for who in trusted_by(statement)):
                continue
            yield Finding(
                one.resource.address,
                f"The key policy would deny {', '.join(denied)} to the roles that databases use the key by",
                "A Deny wins over every policy that allows: the databases are inaccessible after two hours. "
                + ("See whether its conditions are about Oracle. " if statement.conditions else "")
                + "Take the Deny away, or name in it whom it is for.",
                Severity.WARNING if _is_uncertain(statement) else None,
            )


def _is_uncertain(statement: Statement) -> bool:
    """True if the Deny is for some requests only, or spares whom it names."""
    return bool(statement.conditions or (statement.principals and statement.principals.is_inverted))


def _roles(case: Case) -> frozenset[str]:
    """The ARNs of the roles that matter, and of those that databases have their keys by."""
    mattering = (one.before.get("arn") or one.after.get("arn") for one in case.of(ROLE) if case.matters(one))
    used = (
        encryption(side).get("arn_role")
        for database in case.links.databases_with_aws_key
        for side in (database.before, database.after)
    )
    return frozenset(arn for arn in (*mattering, *used) if isinstance(arn, str) and arn)


def _hits(principal: Principal, roles: frozenset[str]) -> bool:
    if principal == EVERYBODY or normal_principal(principal) in roles:
        return True
    accounts = {account_of(("AWS", one)) for one in roles}
    return is_account_root(principal) and (not roles or account_of(principal) in accounts)


RULE = Rule(
    code="GRD406",
    title="A key policy denies the use of the key",
    explanation="""\
A Deny in a key policy wins over whatever allows. For everybody, for the account's root or for the role of a database
it keeps Oracle from the key, and the databases that have it become inaccessible after two hours. A Deny under
conditions, or with `NotPrincipal`, is a warning: whether it is about Oracle's requests the plan does not say.

Take the Deny away, or name in it the principals that it is for.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html; "
    "Oracle, Manage Master Encryption Keys in AWS Key Management Service, notes",
    check=check,
)
