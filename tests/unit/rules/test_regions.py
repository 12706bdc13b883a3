"""Regions exist, and what belongs together is in one."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages

UPDATE_OCI = "If Oracle opened the region lately, update adbkms."
UPDATE_AWS = "If AWS opened the region lately, update adbkms."


@pytest.mark.parametrize(
    ("region", "hint"),
    [
        ("us-asburn-1", "Did you mean us-ashburn-1?"),
        ("uk-londn-1", "Did you mean uk-london-1?"),
        ("xx-nowhere-7", "No region of a similar name is known."),
    ],
)
def test_an_unknown_oci_region_is_refused_with_the_nearest_commercial_ones(region: str, hint: str) -> None:
    found = check(f"oci: {{region: {region}}}")

    assert messages(found, "OCI102") == [f"4:19: There is no OCI region {region}. {hint} {UPDATE_OCI}"]


@pytest.mark.parametrize(
    ("region", "hint"),
    [
        ("us-east2", "Did you mean us-east-2 or us-west-2 or us-east-1?"),
        ("eu-centrl-1", "Did you mean eu-central-1 or me-central-1 or eu-central-2?"),
        ("xx-nowhere-7", "No region of a similar name is known."),
    ],
)
def test_an_unknown_aws_region_is_refused_with_the_nearest_commercial_ones(region: str, hint: str) -> None:
    found = check(f"aws: {{region: {region}}}")

    assert messages(found, "AWS102") == [f"4:19: AWS KMS is in no region {region}. {hint} {UPDATE_AWS}"]


def test_the_region_of_an_existing_key_is_looked_at_too() -> None:
    found = check("""
        keys:
          Existing: {arn: "arn:aws:kms:us-est-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}
        """)

    assert [message.partition(". ")[0] for message in messages(found, "AWS102")] == [
        "5:23: AWS KMS is in no region us-est-2"
    ]


@pytest.mark.parametrize("region", ["phx", "us-phoenix-1"])
def test_a_database_is_in_the_region_of_its_stack(region: str) -> None:
    found = check(f"""
        databases:
          orders:
            ocid: ocid1.autonomousdatabase.oc1.{region}.aaaa
        """)

    assert messages(found, "OCI104") == [
        "6:15: This database is in us-phoenix-1, its stack in us-ashburn-1. A stack has one OCI provider and one "
        "region. "
        "Write `region: us-phoenix-1` under `oci`, or move the database to a stack of its region."
    ]


@pytest.mark.parametrize("region", ["iad", "us-ashburn-1", "zzz"])
def test_a_database_in_the_same_or_in_an_unknown_region_is_fine(region: str) -> None:
    assert check(f"databases: {{orders: {{ocid: ocid1.autonomousdatabase.oc1.{region}.aaaa}}}}") == []
