"""No key in AWS KMS for a database with a standby in another region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.rules.reading.encryption import databases_with_aws_key
from generator.rules.reading.raw_values import is_true, text_of
from generator.rules.rule import Finding, Rule
from generator.spec.decode import RawValue
from generator.spec.load import Spec

# Arguments that only a database with a peer in another region has: OCI SDK, UpdateAutonomousDatabaseDetails.
_OF_REMOTE_PEERS = ("remote_disaster_recovery_type", "peer_db_id", "switchover_to_remote_peer_id")
# A standby in another tenancy can be in the same region or in another one (CreateCrossTenancyDisasterRecoveryDetails):
# nothing in a spec shows that it is the same.
_REMOTE_SOURCES = ("CROSS_REGION_DATAGUARD", "CROSS_REGION_DISASTER_RECOVERY", "CROSS_TENANCY_DISASTER_RECOVERY")


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in databases_with_aws_key(loaded.stack):
            for argument in _remote(database.arguments):
                yield Finding(
                    loaded,
                    ("databases", name, "arguments", argument),
                    "A database with a cross-region standby cannot use a key in AWS KMS",
                    f"Remove `{argument}` and the standby that it belongs to, or write `key: oracle-managed`.",
                )


def _remote(arguments: Mapping[str, RawValue]) -> Iterator[str]:
    if (text_of(arguments.get("source")) or "").upper() in _REMOTE_SOURCES:
        yield "source"
    if is_true(arguments.get("is_replicate_automatic_backups")):
        yield "is_replicate_automatic_backups"
    yield from (argument for argument in _OF_REMOTE_PEERS if arguments.get(argument) is not None)


RULE = Rule(
    code="OCI105",
    title="A database with a key in AWS KMS has no cross-region standby",
    explanation="""\
Oracle does not support keys in AWS KMS in cross-region Autonomous Data Guard standbys. The role, the key and the
endpoint belong to one region; a standby in another one could not open its data after a failover, which is when it is
needed.

These arguments say that a database has a peer in another region: `source` with `CROSS_REGION_DATAGUARD`,
`CROSS_REGION_DISASTER_RECOVERY` or `CROSS_TENANCY_DISASTER_RECOVERY`, `remote_disaster_recovery_type`, `peer_db_id`,
`switchover_to_remote_peer_id`, and `is_replicate_automatic_backups`. Remove them and the standby before the database
gets a key in AWS KMS, or leave it with Oracle's key: `key: oracle-managed`. A standby that was made outside of this
spec does not show here: look for it in the OCI console.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, limitations; "
    "the arguments: OCI SDK, CreateAutonomousDatabaseBase and UpdateAutonomousDatabaseDetails",
    bad="""\
databases:
  orders:
    arguments:
      remote_disaster_recovery_type: ADG
""",
    good="""\
databases:
  orders:
    arguments: {}
""",
    check=check,
)
