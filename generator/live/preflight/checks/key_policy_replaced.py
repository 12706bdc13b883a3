"""The apply takes nobody's access to a key that it takes over."""

from __future__ import annotations

from collections.abc import Iterator

from generator.iam.policy_comparison import normal_principal
from generator.iam.trust import is_account_root, trusted_by
from generator.live.preflight.check import Check, Finding, Subject, passed, warned
from generator.live.preflight.key_policies import is_managed, key_policy
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    if not is_managed(subject.stack, subject.name):
        return
    found = key_policy(subject, f"whom the next apply takes the key {subject.name} from", ask)
    if found is None or isinstance(found, Finding):
        yield from [found] if found else []
        return
    live, document = found
    administrators = set(subject.stack.keys[subject.name].administrators)
    root = f":{live.account_id}:root"
    lost = sorted(
        {
            normal_principal(who)
            for statement in document.allowing()
            for who in trusted_by(statement)
            if not (is_account_root(who) and normal_principal(who).endswith(root))
        }
        - administrators
    )
    if not lost:
        yield passed(
            f"The policy of the key {subject.name} names nobody besides the account and the spec's administrators"
        )
        return
    yield warned(
        f"The next apply takes the key policy of {subject.name} from {', '.join(lost)}",
        "A key of the stack has the policy that the module writes: the account's root, and `administrators`. What else "
        "its policy allows now is gone afterwards. See whether they still need it; whoever administers the key can be "
        "named in `administrators`, for use of the key an IAM policy is enough. To leave the key policy alone, use the "
        "key as it is: `arn` instead of `adopt`.",
    )


CHECK = Check(
    code="PRE110",
    title="The apply takes nobody's access to a key",
    kind="key",
    explanation="""\
The module writes the key policy as a whole: the account's root, which hands the key to the account's IAM policies, and
the `administrators` of the spec. Whoever else stands in the policy of a key that is adopted, or that was changed by
hand, is out after the apply: other applications, a security team, another account.

This is a warning, with the principals. Name those who administer the key in `administrators`; give those who use it an
IAM policy; or leave the key alone and refer to it by `arn`.
""",
    source="The module aws-kms-key; https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
    check=check,
)
