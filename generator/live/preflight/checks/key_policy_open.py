"""The policy of a key that the stack uses as it is leaves the key to its account."""

from __future__ import annotations

from collections.abc import Iterator

from generator.iam.bound_to_accounts import bound_accounts, is_bound_to_accounts
from generator.iam.policy_comparison import covers_action, normal_principal, reaches_kms
from generator.iam.policy_document import Condition, PolicyDocument, Statement
from generator.iam.trust import account_of, is_account_root, is_wildcard, trusted_by
from generator.live.preflight.check import Check, Finding, Subject, passed, warned
from generator.live.preflight.key_policies import is_managed, key_policy
from generator.live.questions import Ask

_ADMINISTRATION = (
    "kms:CreateGrant",
    "kms:DisableKey",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
)
# The console writes it into what it lets other accounts do with grants: AWS services alone use them then.
# https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-service-integration
_FOR_SERVICES = "kms:grantisforawsresource"


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    if is_managed(subject.stack, subject.name):  # the apply writes its policy, and another check says what it takes
        return
    found = key_policy(subject, f"whether the policy of the key {subject.name} lets strangers in", ask)
    if found is None or isinstance(found, Finding):
        yield from [found] if found else []
        return
    live, document = found
    findings = [*_to_everybody(subject.name, document), *_to_accounts(subject.name, document, live.account_id)]
    yield from findings or [
        passed(f"The policy of the key {subject.name} lets neither everybody use it nor another account administer it")
    ]


def _to_everybody(name: str, document: PolicyDocument) -> Iterator[Finding]:
    statements = [one for one in document.allowing() if _is_for_everybody(one)]
    if not statements:
        return
    actions = sorted({said for one in statements for said in _actions(one)})
    yield warned(
        f"The policy of the key {name} lets everybody in: {', '.join(actions)}",
        "Principal * is every identity of every AWS account, and no condition of the statement names whose. Whoever "
        "can use the key can decrypt what the database has been encrypted with. Name the principals in the key policy, "
        'or add a condition such as {"StringEquals": {"kms:CallerAccount": ACCOUNT}} (`aws kms put-key-policy`).',
    )


def _to_accounts(name: str, document: PolicyDocument, own: str) -> Iterator[Finding]:
    for statement in document.allowing():
        actions = [one for one in _ADMINISTRATION if covers_action(statement.actions, one)]
        roots = sorted(_other_accounts(statement, own))
        if actions and roots and not any(_is_for_services(one) for one in statement.conditions):
            yield warned(
                f"The policy of the key {name} lets another account administer it: {', '.join(roots)}",
                f"It allows {', '.join(actions)}. By a grant whoever that account lets do so hands the use of the key "
                "on to others, or takes it away. Allow the account the use of the key only, and only those of its "
                "roles that need it (`aws kms put-key-policy`).",
            )


def _other_accounts(statement: Statement, own: str) -> Iterator[str]:
    """The accounts that a statement lets in as a whole, as principals, or by conditions on everybody."""
    principals = trusted_by(statement)
    yield from (normal_principal(one) for one in principals if is_account_root(one) and account_of(one) != own)
    if any(is_wildcard(one) for one in principals):
        yield from bound_accounts(statement) - {own}


def _is_for_services(condition: Condition) -> bool:
    return (condition.key, condition.operator, condition.values) == (_FOR_SERVICES, "bool", frozenset(["true"]))


def _is_for_everybody(statement: Statement) -> bool:
    is_open = any(is_wildcard(one) for one in trusted_by(statement))
    return is_open and reaches_kms(statement) and not is_bound_to_accounts(statement)


def _actions(statement: Statement) -> list[str]:
    given = sorted(statement.actions.values)
    return [f"all but {', '.join(given)}"] if statement.actions.is_inverted else given


CHECK = Check(
    code="PRE111",
    title="A key policy is not open to strangers",
    kind="key",
    explanation="""\
A key policy that allows `Principal: "*"` lets every identity of every AWS account use the key, as far as its own
account lets it, unless a condition says whose they are: `kms:CallerAccount`, `aws:PrincipalAccount`,
`aws:PrincipalArn`, `aws:PrincipalOrgID`, `aws:PrincipalOrgPaths`, or the account, organization or network of the
source. `…IfExists`, and a value that is a wildcard, do not count, and a Deny that keeps others out is not looked at.
`NotPrincipal` in an Allow is everybody too. Another account's root that is allowed more than use stands for all its
users and roles; of what it is allowed, grants work across accounts, and with one the use of the key goes on to others.

This is a warning, for keys that the spec refers to: it keeps no apply from working, and a key of the stack gets its
policy from the apply. Correct the key policy (`aws kms put-key-policy`), or have it corrected where the key is made.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html; "
    "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html; "
    "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-caller-account",
    check=check,
)
