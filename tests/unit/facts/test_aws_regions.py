"""Regions, partitions and KMS endpoints are botocore's, offline; what botocore does not list is unknown."""

from __future__ import annotations

import botocore.session
import pytest
from botocore.endpoint_provider import EndpointProvider
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.aws_regions import (
    EndpointKind,
    KmsEndpoint,
    endpoint_region,
    kms_endpoint,
    kms_regions,
    nearest_regions,
    parse_kms_endpoint,
    partition_of,
    region_title,
)


@pytest.fixture(scope="module")
def botocore_endpoints() -> EndpointProvider:
    """What decides in every AWS client of botocore which host a request goes to."""
    loader = botocore.session.get_session().get_component("data_loader")
    rules = loader.load_service_model("kms", "endpoint-rule-set-1")
    return EndpointProvider(rules, loader.load_data("partitions"))


@pytest.mark.parametrize(
    ("region", "partition", "host"),
    [
        ("us-east-2", "aws", "kms.us-east-2.amazonaws.com"),
        ("us-gov-west-1", "aws-us-gov", "kms.us-gov-west-1.amazonaws.com"),
        ("cn-north-1", "aws-cn", "kms.cn-north-1.amazonaws.com.cn"),
        ("eusc-de-east-1", "aws-eusc", "kms.eusc-de-east-1.amazonaws.eu"),
    ],
)
def test_a_region_has_a_partition_and_a_kms_endpoint(region: str, partition: str, host: str) -> None:
    assert partition_of(region) == partition
    assert kms_endpoint(region) == host


@pytest.mark.parametrize("region", kms_regions())
def test_the_endpoints_of_every_region_are_those_that_botocore_calls(
    region: str, botocore_endpoints: EndpointProvider
) -> None:
    for kind, fips, dual_stack in (
        (EndpointKind.STANDARD, False, False),
        (EndpointKind.FIPS, True, False),
        (EndpointKind.DUAL_STACK, False, True),
        (EndpointKind.FIPS_DUAL_STACK, True, True),
    ):
        endpoint = botocore_endpoints.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual_stack)
        assert parse_kms_endpoint(endpoint.url.removeprefix("https://")) == KmsEndpoint(region, kind)
        if kind is EndpointKind.STANDARD:
            assert endpoint.url == f"https://{kms_endpoint(region)}"


@pytest.mark.parametrize("region", ["us-east-9", "us-ashburn-1", "aws-global", "US-EAST-2", "", "us-east-2 "])
def test_an_unknown_region_has_nothing(region: str) -> None:
    assert partition_of(region) is None
    assert region_title(region) is None
    assert kms_endpoint(region) is None


def test_regions_can_be_asked_for_by_partition() -> None:
    assert kms_regions("aws-cn") == ("cn-north-1", "cn-northwest-1")
    assert "us-east-2" in kms_regions("aws")
    assert "us-gov-east-1" not in kms_regions("aws")
    assert set(kms_regions("aws")) < set(kms_regions())


@pytest.mark.parametrize(
    ("host", "region", "kind"),
    [
        ("kms.us-east-2.amazonaws.com", "us-east-2", EndpointKind.STANDARD),
        ("kms-fips.us-east-2.amazonaws.com", "us-east-2", EndpointKind.FIPS),
        ("kms.us-east-2.api.aws", "us-east-2", EndpointKind.DUAL_STACK),
        ("kms-fips.us-east-2.api.aws", "us-east-2", EndpointKind.FIPS_DUAL_STACK),
        (
            "vpce-1234abcdf5678c90a-09p7654s.kms.us-east-2.vpce.amazonaws.com",
            "us-east-2",
            EndpointKind.VPC_ENDPOINT,
        ),
    ],
)
def test_an_endpoint_tells_its_region_and_kind(host: str, region: str, kind: EndpointKind) -> None:
    assert parse_kms_endpoint(host) == KmsEndpoint(region, kind)
    assert endpoint_region(host) == region


@pytest.mark.parametrize(
    "host",
    [
        "",
        "https://kms.us-east-2.amazonaws.com",
        "kms.us-east-2.amazonaws.com/",
        "kms.us-east-2.amazonaws.com:443",
        "KMS.us-east-2.amazonaws.com",
        "kms.us-east-2.amazonaws.com.",
        "kms.us-east-2.amazonaws.com.cn",
        "kms.us-east-9.amazonaws.com",
        "s3.us-east-2.amazonaws.com",
        "kms.us-east-2.amazonaws.com.evil.example",
        "vpce-1.kms.us-east-9.vpce.amazonaws.com",
        "vpce-1.kms.us-east-2.vpce.evil.example",
    ],
)
def test_any_other_host_is_no_kms_endpoint(host: str) -> None:
    assert parse_kms_endpoint(host) is None
    assert endpoint_region(host) is None


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("us-east2", "us-east-2"),
        ("us_east_2", "us-east-2"),
        ("US-East-2", "us-east-2"),
        ("Ohio", "us-east-2"),  # as in Oracle's own example
        ("US East (Ohio)", "us-east-2"),
        ("virginia", "us-east-1"),
        ("Frankfurt", "eu-central-1"),
        ("eu-central1", "eu-central-1"),
    ],
)
def test_the_nearest_region_comes_first(text: str, region: str) -> None:
    assert nearest_regions(text)[0] == region


@pytest.mark.parametrize("text", ["", ")", "mars", "us-ashburn-1"])
def test_nothing_is_suggested_when_nothing_is_near(text: str) -> None:
    assert nearest_regions(text) == ()


@given(st.text())
def test_suggestions_are_known_regions(text: str) -> None:
    near = nearest_regions(text)
    assert len(near) <= 3
    assert set(near) <= set(kms_regions())
