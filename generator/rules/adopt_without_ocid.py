"""A database that is adopted is known by its OCID."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            if database.adopt and database.ocid is None:
                yield Finding(
                    loaded,
                    ("databases", name, "adopt"),
                    f"The database {quoted(name)} is to be adopted, and its OCID is missing",
                    "Write `ocid:` with the database's OCID, from the OCI console; or remove `adopt`, "
                    "and a new database is created.",
                )


RULE = Rule(
    code="STG102",
    title="A database that is adopted has its OCID",
    explanation="""\
With `adopt: true` an `import` block brings an existing database under Terraform's control, and an `import` block
names what it imports by its id: the OCID.

Give `ocid`. Without `adopt` the database would be created anew.
""",
    source="https://developer.hashicorp.com/terraform/language/import",
    bad="""\
databases:
  orders:
    ocid: null
    adopt: true
    admin_password: null
""",
    good="""\
databases:
  orders:
    ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase
    adopt: true
    admin_password: null
""",
    check=check,
)
