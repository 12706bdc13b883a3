"""A service endpoint is the host of an endpoint of AWS KMS, and nothing around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.facts.aws_regions import kms_endpoint, parse_kms_endpoint
from generator.rules.reading.encryption import key_region
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted

_AROUND_A_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?([^/:?#\s]+)(?::[0-9]*)?(?:[/?#].*)?")


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            endpoint = database.encryption.service_endpoint
            if endpoint is None or parse_kms_endpoint(endpoint):
                continue
            region = key_region(loaded.stack, database.encryption.key) or loaded.stack.aws.region
            yield Finding(
                loaded,
                ("databases", name, "encryption", "service_endpoint"),
                f"{quoted(endpoint)} is not the host of a KMS endpoint",
                _detail(endpoint.strip(), kms_endpoint(region)),
            )


def _detail(endpoint: str, standard: str | None) -> str:
    match = _AROUND_A_HOST.fullmatch(endpoint)
    host = match[1].lower().rstrip(".") if match else ""
    if host != endpoint and parse_kms_endpoint(host):
        return f"Oracle asks for the host alone, without scheme, port or path: `service_endpoint: {host}`."
    expected = f"Write `service_endpoint: {standard}`, or leave" if standard else "Leave"
    return f"{expected} it out: the standard endpoint of the key's region is the default."


RULE = Rule(
    code="KMS101",
    title="A service endpoint is a host",
    explanation="""\
Oracle asks for the endpoint of AWS KMS as a host, such as `kms.us-east-2.amazonaws.com`: no `https://`, no port, no
path. The provider sends whatever it gets, and the database cannot reach its key with anything else.

Leave `service_endpoint` out: the standard endpoint of the key's region is the default, from the endpoint data of
AWS's own libraries.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, service endpoint URI; "
    "https://docs.aws.amazon.com/general/latest/gr/kms.html",
    bad="""\
databases:
  orders:
    encryption:
      service_endpoint: https://kms.us-east-2.amazonaws.com
""",
    good="""\
databases:
  orders:
    encryption:
      service_endpoint: kms.us-east-2.amazonaws.com
""",
    check=check,
)
