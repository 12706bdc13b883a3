"""The policy of a key leaves it to its account."""

from __future__ import annotations

from collections.abc import Iterator

from generator.iam.root_statement import has_root_statement
from generator.live.preflight.check import Check, Finding, Subject, failed, passed
from generator.live.preflight.key_policies import key_policy
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    what = f"whether the policy of the key {subject.name} locks its account out"
    there = (
        "See there that it has the statement that allows the root of that account everything (`kms:*`); without it "
        "only the principals that it names can use the key or repair it."
    )
    found = key_policy(subject, what, ask, there)
    if found is None or isinstance(found, Finding):
        yield from [found] if found else []
        return
    live, document = found
    key = frozenset((live.arn, live.arn.rpartition("/")[2]))
    if has_root_statement(document, frozenset([live.account_id]), key):
        yield passed(f"The policy of the key {subject.name} leaves it to the account {live.account_id}")
        return
    yield failed(
        f"The policy of the key {subject.name} locks its account out",
        f"It does not allow the root of {live.account_id} everything (`kms:*`), so IAM policies have no effect on the "
        "key: neither Oracle's role nor those who run Terraform reach it, unless the key policy names them, and if "
        "they go nobody can repair it. Have a principal that the key policy names add the statement: Allow, Principal "
        f'"arn:aws:iam::{live.account_id}:root", Action "kms:*", Resource "*" (`aws kms put-key-policy`). If there '
        "is none any more, only AWS Support can help.",
    )


CHECK = Check(
    code="PRE108",
    title="A key policy does not lock the account out",
    kind="key",
    explanation="""\
A key policy needs the statement that allows the account's root everything: it is what makes IAM policies work for the
key at all, such as the one of Oracle's role. Without it only the principals that the key policy names can use or
repair the key, and once they are gone nobody can. A Deny on `kms:PutKeyPolicy` for the root or for everybody does the
same.

Have a principal that the key policy still names put the statement in, or ask AWS Support. A key that this stack makes
has it from the start. The policy of a key in another account can be read only there (`kms:GetKeyPolicy` is not for
other accounts): that is a warning.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/"
    "key-policy-default.html#key-policy-default-allow-root-enable-iam; "
    "https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html",
    check=check,
)
