"""No database is destroyed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.judged_types import DATABASE
from generator.guard.rule import Finding, Rule


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        if database.is_destroyed:
            yield Finding(
                database.address,
                f"The database would be {database.what_happens}",
                "Its data would be lost. If it was renamed, say so in a `moved` block; if it is tainted, run "
                "`terraform untaint`; if an argument cannot change in place, put it back; to let go of it, use "
                "`removed { lifecycle { destroy = false } }`.",
            )


RULE = Rule(
    code="GRD201",
    title="A database is destroyed or replaced",
    explanation="""\
Destroying an `oci_database_autonomous_database` terminates the database with its data. Replacing one does that first
and then makes an empty one; with a key in AWS KMS even that fails, since no database can be created with one. It
happens when a block is removed or renamed, when an argument changes that cannot change in place, and when the
resource is tainted. `prevent_destroy` does not help where the whole block is gone.

Use a `moved` block for a rename, `terraform untaint` for a tainted database, and a `removed` block with `destroy =
false` to let go of one.
""",
    source="https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy; observed with "
    "oracle/oci 8.28.0",
    check=check,
)
