"""The region of a key is one that AWS KMS is in."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_key_arn
from generator.facts.aws_regions import COMMERCIAL_PARTITION, nearest_regions, partition_of
from generator.rules.reading.arns import Named, stack_arns
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        region = loaded.stack.aws.region
        if partition_of(region) is None:
            yield Finding(loaded, ("aws", "region"), f"AWS KMS is in no region {region}", _detail(region))
        for path, text, named in stack_arns(loaded.stack):
            key = parse_key_arn(text) if named is Named.KEY else None
            if key and partition_of(key.region) is None:
                yield Finding(loaded, path, f"AWS KMS is in no region {key.region}", _detail(key.region))


def _detail(region: str) -> str:
    near = [one for one in nearest_regions(region) if partition_of(one) == COMMERCIAL_PARTITION]
    known = f"Did you mean {' or '.join(near)}?" if near else "No region of a similar name is known."
    return f"{known} If AWS opened the region lately, update adbkms."


RULE = Rule(
    code="AWS102",
    title="AWS KMS is in the region",
    explanation="""\
The key's region decides the host that the database asks for its key, such as `kms.us-east-2.amazonaws.com`. For a
region that does not exist there is no such host, and AWS's own libraries would make one up; the mistake would show
only when the database cannot reach its key.

Write the region's code, such as `us-east-2` for *US East (Ohio)*. The regions are those of botocore's data that this
version of adbkms was made with; a newer adbkms knows newer regions.
""",
    source="botocore's endpoint data; https://docs.aws.amazon.com/general/latest/gr/kms.html",
    bad="""\
aws:
  region: us-east2-1
""",
    good="""\
aws:
  region: us-east-2
""",
    check=check,
)
