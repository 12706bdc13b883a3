"""A role without policies lets Oracle in and allows it nothing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, role in loaded.stack.roles.items():
            if role.arn is None and not role.policies:
                policies = ", ".join(loaded.stack.policies) or "NAME"
                yield Finding(
                    loaded,
                    ("roles", name, "policies"),
                    f"The role {quoted(name)} has no policies",
                    f"Write `policies: [{policies}]`, unless the policies of the keys themselves admit the role.",
                )


RULE = Rule(
    code="TRU104",
    title="A role has policies",
    explanation="""\
The trust policy says who may take the role; what the role may do is for its policies to say. Without one Oracle takes
the role and is then refused the key.

Name policies in `policies`. This is a warning because the policy of an existing key can admit a role of its own
account directly; the keys that adbkms creates do not.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies.html",
    bad="""\
roles:
  Spare:
    oracle_user_arn: arn:aws:iam::444455556666:user/oracle-adbs
""",
    good="""\
roles:
  Spare:
    oracle_user_arn: arn:aws:iam::444455556666:user/oracle-adbs
    policies: [ADBS_AWS_Policy1]
""",
    check=check,
    severity=Severity.WARNING,
)
