"""An alias in a policy allows nothing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.references import ALIAS_PREFIX
from generator.facts.arn import parse_alias_arn
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, policy in loaded.stack.policies.items():
            for index, key in enumerate(() if policy.keys == "all" else policy.keys):
                if key.startswith(ALIAS_PREFIX) or parse_alias_arn(key):
                    yield Finding(
                        loaded,
                        ("policies", name, "keys", index),
                        "An alias in a policy does not allow the use of its key",
                        "Give the key's name in `keys`, or its ARN: arn:aws:kms:REGION:ACCOUNT:key/KEY_ID.",
                    )


RULE = Rule(
    code="KMS107",
    title="A policy names keys, not aliases",
    explanation="""\
In the resources of an IAM policy the ARN of an alias stands for the alias itself, for instance for changing it. It
does not authorise the use of the key behind it: IAM accepts the policy, and Oracle is refused.

Name the key by its name in `keys` or by its ARN.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html",
    bad="""\
policies:
  ADBS_AWS_Policy1:
    keys:
      - ADBS_TestAWSKMSKey
      - arn:aws:kms:us-east-2:111122223333:alias/payments
""",
    good="""\
policies:
  ADBS_AWS_Policy1:
    keys:
      - ADBS_TestAWSKMSKey
""",
    check=check,
)
