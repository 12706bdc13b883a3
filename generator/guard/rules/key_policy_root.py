"""A key policy keeps the statement for the account's root."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.changed_documents import key_policies
from generator.guard.key_named import key_named_by
from generator.guard.rule import Finding, Rule
from generator.iam.root_statement import has_root_statement


def check(case: Case) -> Iterator[Finding]:
    for one in key_policies(case):
        if one.after is None or one.after.hidden or one.after.hidden_parts & {"principals", "actions"}:
            continue
        own, key = case.own_accounts_of(one.resource), key_named_by(one.resource)
        had = one.before is None or has_root_statement(one.before, own, key)
        if had and not has_root_statement(one.after, own, key):
            yield Finding(
                one.resource.address,
                f"The key policy would {'lose' if one.before else 'lack'} the statement for the account's root",
                "Without it IAM policies have no effect on the key: Oracle's role cannot use it, and in the end nobody "
                'can change its policy. Allow "kms:*" to arn:aws:iam::ACCOUNT:root.',
            )


RULE = Rule(
    code="GRD402",
    title="A key policy lacks the statement for the account's root",
    explanation="""\
A key policy that allows `kms:*` to `arn:aws:iam::ACCOUNT:root` hands the decision about the key to the account's IAM
policies. Without that statement the policy of Oracle's role has no effect, and when the principals that the key
policy names are gone, nobody can manage the key any more; only AWS's support can help.

A Deny for everybody or the root that covers `kms:PutKeyPolicy` takes as much away, and so does another key as the
statement's resource.

Keep the statement, without a condition, in `aws_kms_key.policy` or `aws_kms_key_policy`.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html"
    "#key-policy-default-allow-root-enable-iam",
    check=check,
)
