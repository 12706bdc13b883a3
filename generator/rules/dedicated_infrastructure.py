"""Only Serverless databases can use a key in AWS KMS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.rules.reading.raw_values import is_true
from generator.rules.rule import Finding, Rule
from generator.spec.decode import RawValue
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            for argument in _dedicated(database.arguments):
                yield Finding(
                    loaded,
                    ("databases", name, "arguments", argument),
                    "A database on dedicated infrastructure cannot use a key in AWS KMS",
                    f"Remove `{argument}`; adbkms is for Autonomous AI Database Serverless.",
                )


def _dedicated(arguments: Mapping[str, RawValue]) -> Iterator[str]:
    if is_true(arguments.get("is_dedicated")):
        yield "is_dedicated"
    if arguments.get("autonomous_container_database_id") is not None:
        yield "autonomous_container_database_id"


RULE = Rule(
    code="OCI107",
    title="Databases are Serverless",
    explanation="""\
Oracle describes keys in AWS KMS for Autonomous AI Database Serverless. On dedicated Exadata infrastructure the key
belongs to the container database and comes from OCI Vault or Oracle Key Vault; the arguments `is_dedicated` and
`autonomous_container_database_id` put a database there.

Remove them, or keep the database out of the spec.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service (Autonomous AI Database Serverless); "
    "OCI SDK, CreateAutonomousDatabaseBase.autonomous_container_database_id",
    bad="""\
databases:
  orders:
    arguments:
      is_dedicated: true
""",
    good="""\
databases:
  orders:
    arguments:
      is_dedicated: false
""",
    check=check,
)
