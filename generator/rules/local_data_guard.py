"""Local Data Guard with a key in AWS KMS: Oracle's pages do not agree."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.rules.reading.encryption import databases_with_aws_key
from generator.rules.reading.raw_values import is_true
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec

_ARGUMENTS = ("is_local_data_guard_enabled", "is_data_guard_enabled")  # the second is the first's deprecated name


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in databases_with_aws_key(loaded.stack):
            for argument in _ARGUMENTS:
                if is_true(database.arguments.get(argument)):
                    yield Finding(
                        loaded,
                        ("databases", name, "arguments", argument),
                        "Oracle may not support local Data Guard with a key in AWS KMS",
                        "Try the failover with a test database and ask Oracle's support, or remove "
                        f"`{argument}` before the database gets the key.",
                    )


RULE = Rule(
    code="OCI106",
    title="A database with a key in AWS KMS has no local Data Guard",
    explanation="""\
Oracle's page on keys in AWS KMS forbids only standbys in another region. Its notes on customer-managed keys say that
Autonomous Data Guard is supported with OCI Vault only. So a standby in the same region may or may not be able to open
the data after a failover.

This is a warning because it is not known. Ask Oracle, try a failover with a database that nobody needs, or do without
`is_local_data_guard_enabled`.
""",
    source="https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/manage-keys-notes.html; "
    "Oracle, Manage Master Encryption Keys in AWS Key Management Service, limitations",
    bad="""\
databases:
  orders:
    arguments:
      is_local_data_guard_enabled: true
""",
    good="""\
databases:
  orders:
    arguments:
      is_local_data_guard_enabled: false
""",
    check=check,
    severity=Severity.WARNING,
)
