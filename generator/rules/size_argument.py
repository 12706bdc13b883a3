"""A database's size is given in one way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.rules.reading.raw_values import counts_ocpus
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.decode import RawValue
from generator.spec.load import Spec
from generator.spec.nodes import quoted

_IN_CORES = ("cpu_core_count", "ocpu_count", "max_cpu_core_count")
_IN_GIGABYTES = "data_storage_size_in_gb"


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            if database.arguments:
                for argument, summary, detail in _twice(database, database.arguments):
                    yield Finding(loaded, ("databases", name, "arguments", argument), summary, detail)


def _twice(database: model.Database, arguments: Mapping[str, RawValue]) -> Iterator[tuple[str, str, str]]:
    for argument in _IN_CORES:
        if argument in arguments and (database.compute_count is not None or not database.adopt):
            detail = f"Remove `{argument}`, and give ECPUs by `compute_count` beside `arguments`."
            yield argument, f"{quoted(argument)} cannot stand together with compute_count", detail
    if counts_ocpus(arguments) and not database.adopt:
        detail = "Remove `compute_model`: `compute_count` is in ECPUs."
        yield "compute_model", "Oracle's older compute model counts in other units", detail
    if _IN_GIGABYTES in arguments and database.storage_tbs is not None:
        detail = f"Keep `{_IN_GIGABYTES}` or `storage_tbs`, not both."
        yield _IN_GIGABYTES, "The size of the storage is given twice", detail


RULE = Rule(
    code="ARG105",
    title="A database's size is given in one way",
    explanation="""\
Oracle's API takes the compute either as `compute_count` with `compute_model`, or in cores the older way, and the
storage either in terabytes or in gigabytes; both together are an error. adbkms renders `compute_model = "ECPU"` with
`compute_count`, which Oracle recommends. The older model OCPU counts about four ECPUs as one.

Use `compute_count` and `storage_tbs`, or `data_storage_size_in_gb` in `arguments` without `storage_tbs`. An adopted
database keeps its size if neither is given, and its compute model.
""",
    source="OCI SDK, CreateAutonomousDatabaseBase.compute_count, compute_model, cpu_core_count and "
    "data_storage_size_in_tbs",
    bad="""\
databases:
  orders:
    arguments:
      cpu_core_count: 2
""",
    good="""\
databases:
  orders:
    compute_count: 8
""",
    check=check,
)
