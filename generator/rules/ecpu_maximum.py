"""More ECPUs than Oracle documents."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.facts.limits import ECPU_COUNT
from generator.rules.reading.raw_values import counts_ocpus
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            count = database.compute_count
            if count is not None and count > ECPU_COUNT.maximum and not counts_ocpus(database.arguments):
                yield Finding(
                    loaded,
                    ("databases", name, "compute_count"),
                    f"{count} ECPUs are more than the documented {ECPU_COUNT.maximum}",
                    "Look up the tenancy's service limit, and have Oracle raise it before you apply.",
                )


RULE = Rule(
    code="OCI110",
    title="The number of ECPUs is documented",
    explanation=f"""\
The partner clouds document {ECPU_COUNT.maximum} ECPUs as the most that a database has. In OCI itself it is a service
limit of the tenancy, which Oracle can raise: this is a warning. Look at *Limits, Quotas and Usage* in the OCI
console.
""",
    source="Oracle Database@AWS, API model of CreateAutonomousDatabase.computeCount; "
    "https://docs.oracle.com/en-us/iaas/Content/General/Concepts/servicelimits.htm",
    bad="""\
databases:
  orders:
    compute_count: 1024
""",
    good="""\
databases:
  orders:
    compute_count: 512
""",
    check=check,
    severity=Severity.WARNING,
)
