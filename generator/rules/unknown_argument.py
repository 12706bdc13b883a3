"""The arguments of a database are those of the provider's resource."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.arguments import resource_arguments
from generator.configuration.database import OWN_ARGUMENTS
from generator.configuration.references import DATABASE
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            if not database.arguments:
                continue
            for path, problem in resource_arguments(DATABASE, database.arguments).problems:
                if path[0] not in OWN_ARGUMENTS:  # rule own_argument says that it has a key of the spec
                    summary, _, rest = problem.partition(". ")
                    detail = rest or f"See {DATABASE} in the provider's documentation."
                    yield Finding(loaded, ("databases", name, "arguments", *path), summary.removesuffix("."), detail)


RULE = Rule(
    code="ARG101",
    title="Arguments are those of the provider's resource",
    explanation="""\
What stands in `arguments` is rendered as arguments and blocks of `oci_database_autonomous_database`, and is checked
against the schema of oracle/oci that adbkms was made with: names, types, and that the argument can be set at all. A
block is written as a map, or as a list of maps. Numbers and truth values stand without quotes.

References to other resources cannot be given: every value is a literal.
""",
    source="https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/database_autonomous_database",
    bad="""\
databases:
  orders:
    arguments:
      is_auto_scaling_enable: true
""",
    good="""\
databases:
  orders:
    arguments:
      is_auto_scaling_enabled: true
""",
    check=check,
)
