"""A database stays in its compartment."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.judged_types import DATABASE
from generator.guard.rule import Finding, Rule

_COMPARTMENT = "compartment_id"


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        before, after = database.before.get(_COMPARTMENT), database.after.get(_COMPARTMENT)
        if not before or database.change.after is None or after == before:
            continue
        where = after or "one that is known only after the apply"
        yield Finding(
            database.address,
            f"The database would be moved to another compartment: {where}",
            "Other people's policies hold there, and a role that demands the compartment's OCID as the external ID no "
            f"longer fits. See that it is meant; else put `{_COMPARTMENT}` back to {before}.",
        )


RULE = Rule(
    code="GRD210",
    title="A database is moved to another compartment",
    explanation="""\
Who may do what with a database, OCI decides by its compartment: in another one other groups can read its wallet,
change its key, or delete it. An IAM role in AWS that demands the OCID of the compartment as the external ID no longer
lets the database in, so that it loses its key. With `--spec`, GRD501 stops a move to a compartment that the spec does
not name.

See that the move is meant and that the policies of the new compartment are right.
""",
    source="https://docs.oracle.com/en-us/iaas/Content/Identity/compartments/managingcompartments.htm; Oracle, Manage "
    "Master Encryption Keys in AWS Key Management Service",
    check=check,
    severity=Severity.WARNING,
)
