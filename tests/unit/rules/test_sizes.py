"""Compute, storage, workload and version."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic
from tests.unit.rules.specs import check


def told(found: list[Diagnostic]) -> list[str]:
    return [f"{one.code} {one.summary}. {one.detail}" for one in found]


@pytest.mark.parametrize(
    ("database", "message"),
    [
        (
            "compute_count: 1",
            "OCI109 A database has at least 2 ECPUs. Write `compute_count: 2` or more. Only in an elastic pool 1 is "
            "enough.",
        ),
        (
            "compute_count: 0, arguments: {resource_pool_leader_id: ocid1.autonomousdatabase.oc1.iad.a}",
            "OCI109 A database has at least 1 ECPU. Write `compute_count: 1` or more.",
        ),
        (
            "compute_count: 33, license: BRING_YOUR_OWN_LICENSE, arguments: {database_edition: STANDARD_EDITION}",
            "OCI109 Standard Edition with your own license has at most 32 ECPUs. Write `compute_count: 32` or less, or "
            "another edition.",
        ),
        (
            "compute_count: 513",
            "OCI110 513 ECPUs are more than the documented 512. Look up the tenancy's service limit, and have Oracle "
            "raise "
            "it before you apply.",
        ),
        (
            "storage_tbs: 0",
            "OCI111 A database has 1 to 384 terabytes of storage. `storage_tbs` is in whole terabytes, from 1 to 384.",
        ),
        (
            "arguments: {data_storage_size_in_gb: 19}",
            "OCI111 A database has 20 to 393216 gigabytes of storage. Write a number from 20 to 393216, or "
            "`storage_tbs` in "
            "terabytes.",
        ),
        (
            "storage_tbs: 1, arguments: {data_storage_size_in_gb: 20}",
            "ARG105 The size of the storage is given twice. Keep `data_storage_size_in_gb` or `storage_tbs`, not both.",
        ),
        (
            "arguments: {ocpu_count: 2}",
            'ARG105 "ocpu_count" cannot stand together with compute_count. Remove `ocpu_count`, and give ECPUs by '
            "`compute_count` beside `arguments`.",
        ),
        (
            "arguments: {compute_model: OCPU}",
            "ARG105 Oracle's older compute model counts in other units. Remove `compute_model`: `compute_count` is in "
            "ECPUs.",
        ),
    ],
)
def test_an_impossible_size_is_refused(database: str, message: str) -> None:
    assert told(check(f"databases: {{orders: {{{database}}}}}")) == [message]


@pytest.mark.parametrize(
    "database",
    [
        "compute_count: 2, storage_tbs: 384",
        "compute_count: 512",
        "compute_count: 1, arguments: {resource_pool_summary: {pool_size: 128}}",
        "compute_count: 1, arguments: {is_free_tier: true}",
        "compute_count: 32, license: BRING_YOUR_OWN_LICENSE, arguments: {database_edition: STANDARD_EDITION}",
        "compute_count: 33, arguments: {database_edition: STANDARD_EDITION}",
        "arguments: {data_storage_size_in_gb: 20, compute_model: ECPU}",
        "adopt: true, admin_password: null, compute_count: 1, arguments: {compute_model: OCPU}",
        "adopt: true, admin_password: null, arguments: {cpu_core_count: 1}",
    ],
)
def test_a_possible_size_is_fine(database: str) -> None:
    assert check(f"databases: {{orders: {{{database}}}}}") == []


@pytest.mark.parametrize(
    ("database", "message"),
    [
        ("workload: DW", "OCI108 Oracle does not accept DW from 2026-12 on. Write `workload: LH`."),
        ("version: 23ai", "OCI108 Oracle does not accept 23ai from 2026-12 on. Write `version: 26ai`."),
        (
            "adopt: true, admin_password: null, workload: DW",
            "OCI108 Oracle does not accept DW from 2026-12 on. Remove `workload`: an adopted database keeps what it "
            "has.",
        ),
    ],
)
def test_a_choice_that_is_being_retired_is_a_warning_on_every_day(database: str, message: str) -> None:
    found = check(f"databases: {{orders: {{{database}}}}}")

    assert told(found) == [message]
    assert found[0].severity == "warning"
