"""The service endpoint and the key are in one region."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.aws_regions import endpoint_region, kms_endpoint
from generator.rules.reading.encryption import databases_with_aws_key, key_region
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in databases_with_aws_key(loaded.stack):
            encryption = database.encryption
            of_endpoint = endpoint_region(encryption.service_endpoint) if encryption.service_endpoint else None
            of_key = key_region(loaded.stack, encryption.key)
            if of_endpoint is not None and of_key is not None and of_endpoint != of_key:
                yield Finding(
                    loaded,
                    ("databases", name, "encryption", "service_endpoint"),
                    f"The endpoint is in {of_endpoint}, the key in {of_key}",
                    f"A key is known in its own region only. Write `service_endpoint: {kms_endpoint(of_key)}`, or "
                    "leave it out: that is the default.",
                )


RULE = Rule(
    code="KMS102",
    title="The endpoint and the key are in one region",
    explanation="""\
A KMS key exists in one region, and only that region's endpoint knows it. With the endpoint of another region the
database asks AWS KMS for a key that is not there; after two hours without its key a database becomes inaccessible.

Leave `service_endpoint` out and the key's region decides. To use a key of another region select that key: the
endpoint follows it.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, service endpoint URI; "
    "https://docs.aws.amazon.com/general/latest/gr/kms.html",
    bad="""\
databases:
  orders:
    encryption:
      service_endpoint: kms.us-east-1.amazonaws.com
""",
    good="""\
databases:
  orders:
    encryption:
      service_endpoint: kms.us-east-2.amazonaws.com
""",
    check=check,
)
