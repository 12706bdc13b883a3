"""An adopted database is said to be encrypted with something."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.succession import says_key
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            if database.adopt and not says_key(loaded, name):
                yield Finding(
                    loaded,
                    ("databases", name),
                    f"It is not said what {quoted(name)} is to be encrypted with",
                    "Write `encryption:` with the key and the role that it has or is to get, or "
                    "`encryption: {key: oracle-managed}`, which takes any other key away from it.",
                )


RULE = Rule(
    code="STG104",
    title="An adopted database's key is said",
    explanation="""\
A database that is adopted may be encrypted with anything: Oracle's key, one in AWS KMS, one in OCI Vault. adbkms
renders the `encryption_key` block that the spec asks for, and without a word that would be Oracle's: the first apply
would take the key away that the database has.

So say it: the key and the role in AWS that the database has or is to get, or `key: oracle-managed`.
""",
    source="oracle/oci 8.28.0, observed: an explicit `ORACLE_MANAGED` block takes the database back to Oracle's key",
    bad="""\
databases:
  orders:
    adopt: true
    admin_password: null
    encryption: null
""",
    good="""\
databases:
  orders:
    adopt: true
    admin_password: null
    encryption:
      key: oracle-managed
""",
    check=check,
)
