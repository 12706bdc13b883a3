"""OCI's regions have a realm and a key; OCIDs carry one or the other name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oci import regions as sdk_regions

from generator.facts.oci_regions import nearest_regions, realm_of, region_name, regions


@pytest.mark.parametrize(
    ("region", "realm"),
    [
        ("us-ashburn-1", "oc1"),
        ("iad", "oc1"),
        ("us-langley-1", "oc2"),
        ("uk-gov-london-1", "oc4"),
        ("eu-frankfurt-2", "oc19"),
    ],
)
def test_a_region_belongs_to_a_realm(region: str, realm: str) -> None:
    assert realm_of(region) == realm


@pytest.mark.parametrize("region", ["", "us-ashburn-9", "us-east-2", "IAD"])
def test_an_unknown_region_has_no_realm_and_no_name(region: str) -> None:
    assert realm_of(region) is None
    assert region_name(region) is None


@pytest.mark.parametrize("region", regions())
def test_every_region_is_in_the_realm_that_the_sdk_says(region: str) -> None:
    assert realm_of(region) == sdk_regions.get_realm_from_region(region)


@pytest.mark.parametrize(("written", "name"), [("phx", "us-phoenix-1"), ("us-phoenix-1", "us-phoenix-1")])
def test_a_key_stands_for_its_region(written: str, name: str) -> None:
    assert region_name(written) == name


def test_regions_can_be_asked_for_by_realm() -> None:
    assert regions("oc4") == ("uk-gov-cardiff-1", "uk-gov-london-1")
    assert "us-ashburn-1" in regions("oc1")
    assert set(regions("oc1")) < set(regions())


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("ashburn", "us-ashburn-1"),
        ("us-ashburn", "us-ashburn-1"),
        ("US-ASHBURN-1", "us-ashburn-1"),
        ("frankfurt", "eu-frankfurt-1"),
        ("iad", "us-ashburn-1"),
        ("us-langley-2", "us-langley-1"),
    ],
)
def test_the_nearest_region_comes_first(text: str, region: str) -> None:
    assert nearest_regions(text)[0] == region


@given(st.text())
def test_suggestions_are_known_regions(text: str) -> None:
    near = nearest_regions(text)
    assert len(near) <= 3
    assert set(near) <= set(regions())
