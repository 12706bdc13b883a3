"""Regions of the two clouds in the same place."""

from __future__ import annotations

import pytest

from generator.facts.near_regions import aws_region_near, oci_region_near


@pytest.mark.parametrize(
    ("aws", "oci"),
    [
        ("us-east-1", "us-ashburn-1"),
        ("ca-central-1", "ca-montreal-1"),
        ("eu-central-1", "eu-frankfurt-1"),
        ("eu-west-2", "uk-london-1"),
        ("ap-northeast-1", "ap-tokyo-1"),
        ("sa-east-1", "sa-saopaulo-1"),
    ],
)
def test_neighbours(aws: str, oci: str) -> None:
    assert (oci_region_near(aws), aws_region_near(oci)) == (oci, aws)


@pytest.mark.parametrize("aws", ["us-east-2", "mx-central-1", "cn-north-1", "us-gov-east-1", "", "nowhere-1"])
def test_an_aws_region_without_one(aws: str) -> None:
    assert oci_region_near(aws) is None


@pytest.mark.parametrize("oci", ["us-phoenix-1", "uk-gov-london-1", "", "nowhere-1"])
def test_an_oci_region_without_one(oci: str) -> None:
    assert aws_region_near(oci) is None
