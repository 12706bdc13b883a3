"""A database's name is unique."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], tuple[str, str]] = {}
    for loaded in spec.stacks:
        oci = loaded.stack.oci
        within = oci.tenancy_id or oci.compartment_id
        for name, database in loaded.stack.databases.items():
            place = (within, oci.region, database.db_name.casefold())
            stack, other = first.setdefault(place, (loaded.name, name))
            if (stack, other) != (loaded.name, name):
                yield Finding(
                    loaded,
                    ("databases", name, "db_name"),
                    f'Two databases in {oci.region} are called "{database.db_name}"',
                    f"The database {quoted(other)} of the stack {quoted(stack)} has the name, in upper or lower case. "
                    "Choose another `db_name`.",
                )


RULE = Rule(
    code="NAM105",
    title="A database's name is unique",
    explanation="""\
`db_name` is unique in a tenancy. The second database with it is refused when it is created; and an update that gives
an existing database the name of another one fails with everything else that travels in it, such as the key.

Names are compared within a region, and within the tenancy if `oci.tenancy_id` says which, else within the
compartment. What is not in the spec is not seen.
""",
    source="OCI SDK, CreateAutonomousDatabaseBase.db_name",
    bad="""\
databases:
  copy:
    db_name: Orders
    admin_password: {variable: true}
""",
    good="""\
databases:
  copy:
    db_name: OrdersCopy
    admin_password: {variable: true}
""",
    check=check,
)
