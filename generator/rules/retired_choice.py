"""Workloads and versions that Oracle stops accepting."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.facts.limits import RETIRED_DB_VERSIONS, RETIRED_WORKLOADS
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            for key, given, retired in (
                ("workload", database.workload, RETIRED_WORKLOADS),
                ("version", database.version, RETIRED_DB_VERSIONS),
            ):
                retirement = retired.get(given or "")
                if retirement is not None:
                    yield Finding(
                        loaded,
                        ("databases", name, key),
                        f"Oracle does not accept {given} from {retirement.day:%Y-%m} on",
                        f"Remove `{key}`: an adopted database keeps what it has."
                        if database.adopt
                        else f"Write `{key}: {retirement.replacement}`.",
                    )


RULE = Rule(
    code="OCI108",
    title="Workload and version are not being retired",
    explanation="""\
From December 2026 on Oracle's API does not accept the workload `DW` or the version `23ai` any more. Their successors
are `LH` (Lakehouse) and `26ai`; `19c` stays valid.

This is a warning, on every day of the calendar: adbkms asks no clock, so the same spec gives the same result
tomorrow. An adopted database need not say its workload and version at all.
""",
    source="OCI SDK, CreateAutonomousDatabaseBase.db_workload and db_version",
    bad="""\
databases:
  orders:
    workload: DW
""",
    good="""\
databases:
  orders:
    workload: LH
""",
    check=check,
    severity=Severity.WARNING,
)
