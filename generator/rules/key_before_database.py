"""A database is created with Oracle's key; yours comes afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.reading.encryption import databases_with_aws_key
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in databases_with_aws_key(loaded.stack):
            if database.ocid is None and not database.adopt:
                yield Finding(
                    loaded,
                    ("databases", name, "encryption", "key"),
                    f"The database {quoted(name)} does not exist yet, and cannot be created with a key in AWS KMS",
                    "Write `key: oracle-managed` and apply. Then fill in its `ocid` (`terraform output`) and select "
                    "the key.",
                )


RULE = Rule(
    code="STG101",
    title="A database exists before it gets a key in AWS KMS",
    explanation="""\
A key in AWS KMS cannot be chosen when a database is created. The provider would send it all the same and the service
refuses, after the rest has been created. The stages are:

1. *provision*: no `ocid`, `key: oracle-managed`. Apply, and fill in `ocid` (`terraform output`) and the role's
   `oracle_user_arn` (in the database: `SELECT * FROM CLOUD_INTEGRATIONS`).
2. *trust*: the role is rendered. Apply; IAM takes a moment until the role is known everywhere.
3. *encrypt*: `key` names a key. Apply, and see in the OCI console that the database shows it under *Encryption*.

A database without `ocid` counts as one that does not exist. For one that exists outside of Terraform give its `ocid`
and `adopt: true`.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, steps",
    bad="""\
databases:
  orders:
    ocid: null
""",
    good="""\
databases:
  orders:
    ocid: null
    encryption:
      key: oracle-managed
""",
    check=check,
)
