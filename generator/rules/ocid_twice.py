"""A database is in one place of the spec."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    first: dict[str, tuple[str, str]] = {}
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            if database.ocid is None:
                continue
            stack, other = first.setdefault(database.ocid, (loaded.name, name))
            if (stack, other) != (loaded.name, name):
                yield Finding(
                    loaded,
                    ("databases", name, "ocid"),
                    "This OCID is there twice",
                    f"The database {quoted(other)} of the stack {quoted(stack)} has it. Give each its own "
                    "OCID, or remove one.",
                )


def shared(loaded: LoadedStack) -> Iterator[str]:
    return (database.ocid for database in loaded.stack.databases.values() if database.ocid is not None)


RULE = Rule(
    code="NAM106",
    title="A database is in one place of the spec",
    explanation="""\
Two entries of the spec have the same OCID, usually after copying. Two states would manage one database and undo each
other's changes, its key included.

Give each entry the OCID of its own database, or remove one of them. For a new database leave `ocid` out.
""",
    source="https://developer.hashicorp.com/terraform/language/state/purpose (one remote object, one resource)",
    bad="""\
databases:
  copy:
    db_name: COPY
    ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase
""",
    good="""\
databases:
  copy:
    db_name: COPY
    ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaaotherdatabase
""",
    check=check,
    shared=shared,
)
