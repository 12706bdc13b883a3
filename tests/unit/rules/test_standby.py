"""Standbys, and infrastructure of one's own, with a key in AWS KMS."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("source", "CROSS_REGION_DATAGUARD"),
        ("source", "cross_region_disaster_recovery"),
        ("source", "CROSS_TENANCY_DISASTER_RECOVERY"),
        ("remote_disaster_recovery_type", "ADG"),
        ("peer_db_id", "ocid1.autonomousdatabase.oc1.phx.aaaa"),
        ("switchover_to_remote_peer_id", "ocid1.autonomousdatabase.oc1.phx.aaaa"),
        ("is_replicate_automatic_backups", "true"),
    ],
)
def test_a_cross_region_standby_is_refused(argument: str, value: str) -> None:
    found = check(f"""
        databases:
          orders:
            arguments:
              {argument}: {value}
        """)

    assert messages(found, "OCI105") == [
        f"7:{11 + len(argument) + 2}: A database with a cross-region standby cannot use a key in AWS KMS. Remove "
        f"`{argument}` and the standby that it belongs to, or write `key: oracle-managed`."
    ]


def test_a_database_with_oracles_own_key_may_have_any_standby() -> None:
    found = check("""
        databases:
          orders:
            encryption: {key: oracle-managed}
            arguments:
              source: CROSS_REGION_DATAGUARD
              is_local_data_guard_enabled: true
        """)

    assert found == []


@pytest.mark.parametrize("argument", ["is_local_data_guard_enabled", "is_data_guard_enabled"])
def test_local_data_guard_is_a_warning(argument: str) -> None:
    found = check(f"databases: {{orders: {{arguments: {{{argument}: true}}}}}}")

    assert [(one.severity, one.code) for one in found] == [("warning", "OCI106")]
    assert f"remove `{argument}` before the database gets the key" in found[0].detail


@pytest.mark.parametrize(
    "argument", ["is_dedicated: true", "autonomous_container_database_id: ocid1.autonomouscontainerdatabase.oc1.iad.a"]
)
def test_dedicated_infrastructure_is_refused(argument: str) -> None:
    found = check(f"databases: {{orders: {{arguments: {{{argument}}}}}}}")

    assert [one.summary for one in found] == [
        "A database on dedicated infrastructure cannot use a key in AWS KMS",
    ]
