"""The storage is of a size that the database can have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.limits import STORAGE_GBS, STORAGE_TBS
from generator.rules.reading.raw_values import whole_number
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec

_IN_GIGABYTES = "data_storage_size_in_gb"


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            if database.storage_tbs is not None and database.storage_tbs not in STORAGE_TBS:
                summary = f"A database has {STORAGE_TBS} terabytes of storage"
                detail = f"`storage_tbs` is in whole terabytes, from {STORAGE_TBS}."
                yield Finding(loaded, ("databases", name, "storage_tbs"), summary, detail)
            gigabytes = whole_number(database.arguments.get(_IN_GIGABYTES))
            if gigabytes is not None and gigabytes not in STORAGE_GBS:
                summary = f"A database has {STORAGE_GBS} gigabytes of storage"
                detail = f"Write a number from {STORAGE_GBS}, or `storage_tbs` in terabytes."
                yield Finding(loaded, ("databases", name, "arguments", _IN_GIGABYTES), summary, detail)


RULE = Rule(
    code="OCI111",
    title="The size of the storage is possible",
    explanation=f"""\
A Serverless database has {STORAGE_TBS} terabytes of storage, or {STORAGE_GBS} gigabytes where it is given in those.
The service refuses anything else, after the plan has passed.
""",
    source="OCI SDK, CreateAutonomousDatabaseBase.data_storage_size_in_tbs; "
    "Oracle Database@AWS, API model of CreateAutonomousDatabase.dataStorageSizeInGBs",
    bad="""\
databases:
  orders:
    storage_tbs: 1000
""",
    good="""\
databases:
  orders:
    storage_tbs: 384
""",
    check=check,
)
