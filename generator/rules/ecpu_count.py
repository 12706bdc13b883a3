"""The number of ECPUs is one that the database can have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.limits import ECPU_COUNT, ECPU_COUNT_IN_ELASTIC_POOL_MIN, ECPU_COUNT_OF_STANDARD_EDITION_MAX
from generator.rules.reading.raw_values import counts_ocpus, is_true, text_of
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.load import Spec

_OF_AN_ELASTIC_POOL = ("resource_pool_leader_id", "resource_pool_summary")


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            if database.compute_count is None or (wrong := _wrong(database, database.compute_count)) is None:
                continue
            yield Finding(loaded, ("databases", name, "compute_count"), *wrong)


def _wrong(database: model.Database, count: int) -> tuple[str, str] | None:
    if is_true(database.arguments.get("is_free_tier")) or counts_ocpus(database.arguments):
        return None
    pooled = any(argument in database.arguments for argument in _OF_AN_ELASTIC_POOL)
    minimum = ECPU_COUNT_IN_ELASTIC_POOL_MIN if pooled else ECPU_COUNT.minimum
    if count < minimum:
        return (
            f"A database has at least {minimum} ECPU{'s' if minimum > 1 else ''}",
            f"Write `compute_count: {minimum}` or more."
            + ("" if pooled else f" Only in an elastic pool {ECPU_COUNT_IN_ELASTIC_POOL_MIN} is enough."),
        )
    standard_edition = text_of(database.arguments.get("database_edition")) == "STANDARD_EDITION"
    if standard_edition and database.license == "BRING_YOUR_OWN_LICENSE" and count > ECPU_COUNT_OF_STANDARD_EDITION_MAX:
        return (
            f"Standard Edition with your own license has at most {ECPU_COUNT_OF_STANDARD_EDITION_MAX} ECPUs",
            f"Write `compute_count: {ECPU_COUNT_OF_STANDARD_EDITION_MAX}` or less, or another edition.",
        )
    return None


RULE = Rule(
    code="OCI109",
    title="The number of ECPUs is possible",
    explanation=f"""\
A Serverless database has at least {ECPU_COUNT.minimum} ECPUs; in an elastic pool {ECPU_COUNT_IN_ELASTIC_POOL_MIN} is
enough. Standard Edition with your own license ends at {ECPU_COUNT_OF_STANDARD_EDITION_MAX}. The service refuses
anything else, after the plan has passed.
""",
    source="OCI SDK, CreateAutonomousDatabaseBase.compute_count; "
    "https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/autonomous-auto-scale.html",
    bad="""\
databases:
  orders:
    compute_count: 1
""",
    good="""\
databases:
  orders:
    compute_count: 2
""",
    check=check,
)
