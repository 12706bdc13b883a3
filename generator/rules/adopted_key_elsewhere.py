"""A key that is taken over is in the stack's account and region."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_key_arn
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        aws = loaded.stack.aws
        for name, key in loaded.stack.keys.items():
            adopted = parse_key_arn(key.adopt or "")
            if adopted and (adopted.account_id, adopted.region) != (aws.account_id, aws.region):
                yield Finding(
                    loaded,
                    ("keys", name, "adopt"),
                    f"This key is in {adopted.region} of the account {adopted.account_id}, the stack in {aws.region} "
                    f"of {aws.account_id}",
                    "A stack manages keys of its own account and region only. Use the key as it is with `arn` instead "
                    "of `adopt`, or adopt it in a stack of its own.",
                )


RULE = Rule(
    code="AWS113",
    title="A key that is taken over is in the stack's account and region",
    explanation="""\
`adopt` brings an existing key into the stack's state by an `import` block. The provider looks for it in the stack's
account and region, and finds nothing there if it is elsewhere: the plan fails.

Use a key of another account or region as it is, with `arn`, or adopt it in a stack of that account and region.
""",
    source="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key#import",
    bad="""\
keys:
  ADBS_TestAWSKMSKey:
    adopt: arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
""",
    good="""\
keys:
  ADBS_TestAWSKMSKey:
    adopt: arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
""",
    check=check,
)
