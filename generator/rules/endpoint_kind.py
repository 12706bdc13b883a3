"""Endpoints of AWS KMS that Oracle says nothing about."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.facts.aws_regions import EndpointKind, kms_endpoint, parse_kms_endpoint
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            given = database.encryption.service_endpoint
            endpoint = parse_kms_endpoint(given) if given else None
            if endpoint is None or endpoint.kind is EndpointKind.STANDARD:
                continue
            private = endpoint.kind is EndpointKind.VPC_ENDPOINT
            yield Finding(
                loaded,
                ("databases", name, "encryption", "service_endpoint"),
                f"Oracle documents no {endpoint.kind} endpoints of AWS KMS",
                ("It is reached from inside your VPC, and Oracle's service is outside. " if private else "")
                + f"Try it with a database that nobody needs, or write {kms_endpoint(endpoint.region)}.",
            )


RULE = Rule(
    code="KMS103",
    title="An endpoint is one that Oracle documents",
    explanation="""\
AWS KMS has more endpoints than the standard one: FIPS (`kms-fips.…`), dual-stack (`….api.aws`) and those of a VPC
(`vpce-….vpce.amazonaws.com`, AWS PrivateLink). Oracle's page shows the standard one only. Whether the service accepts
the others is not known; an endpoint of a VPC is reached from inside that VPC, and Oracle's service is outside of it.

This is a warning because nobody says that it fails. Try it with a database that nobody needs and look at its key in
the OCI console afterwards, or ask Oracle.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, service endpoint URI; "
    "https://docs.aws.amazon.com/kms/latest/developerguide/kms-vpc-endpoint.html",
    bad="""\
databases:
  orders:
    encryption:
      service_endpoint: kms-fips.us-east-2.amazonaws.com
""",
    good="""\
databases:
  orders:
    encryption:
      service_endpoint: kms.us-east-2.amazonaws.com
""",
    check=check,
    severity=Severity.WARNING,
)
