"""Nobody says whether a multi-Region key works."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.facts.arn import parse_key_arn
from generator.rules.reading.arns import Named, stack_arns
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for path, text, named in stack_arns(loaded.stack):
            key = parse_key_arn(text) if named is Named.KEY else None
            if key and key.is_multi_region:
                yield Finding(
                    loaded,
                    path,
                    "Oracle says nothing of multi-Region keys",
                    "Try it with a database that nobody needs, or use a key of one region (its id is a UUID).",
                )


RULE = Rule(
    code="KMS108",
    title="A key is of one region",
    explanation="""\
A key whose id begins with `mrk-` has replicas in other regions. Oracle's page does not mention such keys; whether the
service accepts them is not known. They do not make a cross-region standby possible either: Oracle excludes that.

This is a warning because nobody says that it fails. adbkms itself creates single-Region keys.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html",
    bad="""\
policies:
  ADBS_AWS_Policy1:
    keys:
      - ADBS_TestAWSKMSKey
      - arn:aws:kms:us-east-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab
""",
    good="""\
policies:
  ADBS_AWS_Policy1:
    keys:
      - ADBS_TestAWSKMSKey
      - arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
""",
    check=check,
    severity=Severity.WARNING,
)
