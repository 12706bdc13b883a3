"""The older arguments for keys do not go together with `encryption_key`."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted

_LEGACY = {
    "kms_key_id": "a key in OCI Vault",
    "vault_id": "a vault of OCI",
    "key_version_id": "a version of a key in OCI Vault",
    "rotate_key_trigger": "the rotation of keys on dedicated infrastructure",
}


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            for argument in database.arguments:
                if argument in _LEGACY:
                    yield Finding(
                        loaded,
                        ("databases", name, "arguments", argument),
                        f"{quoted(argument)} is for {_LEGACY[argument]}",
                        "Remove it: `encryption` says which key the database has. To rotate select another key there.",
                    )


RULE = Rule(
    code="ARG103",
    title="Older arguments for keys are not used",
    explanation="""\
`kms_key_id`, `vault_id` and `key_version_id` select a key in OCI Vault the way it was done before the block
`encryption_key` came; `rotate_key_trigger` rotates keys on dedicated infrastructure only. Beside the block they
contradict it, and the service decides which of the two it hears.

`encryption` is the only place for a database's key. Oracle rotates the master key when another key is selected:
add a key under `keys`, leave the old one there, and name the new one in `encryption.key`.
""",
    source="https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/database_autonomous_database; "
    "OCI SDK, CreateAutonomousDatabaseBase.kms_key_id and vault_id",
    bad="""\
databases:
  orders:
    arguments:
      rotate_key_trigger: true
""",
    good="""\
databases:
  orders:
    encryption:
      key: ADBS_TestAWSKMSKey
""",
    check=check,
)
