"""A key policy does not open the key to more than before."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.changed_documents import key_policies
from generator.guard.rule import Finding, Rule
from generator.iam.policy_comparison import widenings
from generator.iam.policy_document import PolicyDocument
from generator.iam.trust import is_of_another_account, is_wildcard, trusted_by

_SHOWN = 3
_PARTITIONS = ("aws", "aws-cn", "aws-us-gov", "aws-eusc")


def check(case: Case) -> Iterator[Finding]:
    for one in key_policies(case):
        if one.after is None:
            continue
        own = case.own_accounts_of(one.resource)
        if one.before is None:
            found = _open_to_others(one.after, own)
        else:
            roots = frozenset(f"arn:{partition}:iam::{id}:root" for partition in _PARTITIONS for id in own)
            found = widenings(one.before, one.after, besides=roots)
        if found:
            more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            yield Finding(
                one.resource.address,
                "The key policy would open the key to more than before"
                if one.before
                else "The key would be open to others",
                f"{'; '.join(found[:_SHOWN])}{more}. A key policy works on its own, whatever IAM says. Name the "
                "principals, and allow the use of the key by the policy of Oracle's role.",
            )


def _open_to_others(document: PolicyDocument, own_accounts: frozenset[str]) -> list[str]:
    """A new policy for everybody, or for another account. Under a condition, such as on `kms:CallerAccount`, it need
    not be."""
    return [
        f'the principal "{principal[1]}" may use the key'
        for statement in document.allowing()
        if not statement.conditions
        for principal in sorted(trusted_by(statement))
        if is_wildcard(principal) or (own_accounts and is_of_another_account(principal, own_accounts))
    ]


RULE = Rule(
    code="GRD403",
    title="A key policy opens the key to more than before",
    explanation="""\
Whoever a key policy allows something may do it, without any IAM policy and, in another account, out of your sight. So
a new principal, `*`, or new actions for a principal that is not the account's own root are errors, and so is a
condition that is gone. A new key policy must not name a principal of another account without a condition.

Leave the key policy to the account's root and the key's administrators, and allow the use of the key in the policy of
Oracle's role.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
    check=check,
)
