"""A database's name is unique."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import quoted

_DbName = tuple[str, str, str]  # after the tenancy, as far as it is known, and the region that it is in


def check(spec: Spec) -> Iterator[Finding]:
    first: dict[_DbName, tuple[str, str]] = {}
    for loaded in spec.stacks:
        for name, db_name in zip(loaded.stack.databases, shared(loaded), strict=True):
            stack, other = first.setdefault(db_name, (loaded.name, name))
            if (stack, other) != (loaded.name, name):
                yield Finding(
                    loaded,
                    ("databases", name, "db_name"),
                    f'Two databases in {db_name[1]} are called "{loaded.stack.databases[name].db_name}"',
                    f"The database {quoted(other)} of the stack {quoted(stack)} has the name, in upper or lower case. "
                    "Choose another `db_name`.",
                )


def shared(loaded: LoadedStack) -> Iterator[_DbName]:
    oci = loaded.stack.oci
    within = oci.tenancy_id or oci.compartment_id
    return ((within, oci.region, database.db_name.casefold()) for database in loaded.stack.databases.values())


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
    shared=shared,
)
