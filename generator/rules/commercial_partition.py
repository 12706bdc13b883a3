"""Only the commercial partition of AWS has keys for Oracle's databases."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_arn
from generator.facts.aws_regions import COMMERCIAL_PARTITION, partition_of
from generator.rules.reading.arns import stack_arns
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        region = loaded.stack.aws.region
        partition = partition_of(region)
        if partition not in (None, COMMERCIAL_PARTITION):
            summary = f"{region} is in the partition {partition}"
            detail = "Oracle uses keys of AWS's commercial regions only: choose one, such as us-east-2."
            yield Finding(loaded, ("aws", "region"), summary, detail)
        for path, text, _ in stack_arns(loaded.stack):
            arn = parse_arn(text)
            if arn and arn.partition != COMMERCIAL_PARTITION:
                summary = f"This ARN is of the partition {arn.partition}"
                detail = f"Oracle uses what is in AWS's commercial partition only: arn:{COMMERCIAL_PARTITION}:…"
                yield Finding(loaded, path, summary, detail)


RULE = Rule(
    code="AWS101",
    title="Everything in AWS is in the commercial partition",
    explanation="""\
AWS is several clouds that do not know each other: the commercial partition `aws`, GovCloud `aws-us-gov`, China
`aws-cn`, the European Sovereign Cloud `aws-eusc`. Oracle supports keys in AWS KMS in commercial regions only, and its
IAM user is in the commercial partition: a role of another partition cannot trust it.

Use a key, a policy and a role of a commercial region.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, limitations; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (partitions)",
    bad="""\
aws:
  region: us-gov-west-1
""",
    good="""\
aws:
  region: us-west-1
""",
    check=check,
)
