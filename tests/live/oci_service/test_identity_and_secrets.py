"""The tenancy's regions, and secrets of a vault."""

from __future__ import annotations

import base64

import pytest
from oci.exceptions import ServiceError

from tests.oci_service import TENANCY, OciService

from .sdk_clients import SdkClients


def test_a_tenancy_is_subscribed_to_regions(oci_service: OciService, oci_clients: SdkClients) -> None:
    oci_service.subscribe(TENANCY, "eu-frankfurt-1", in_progress=["us-ashburn-1"])
    found = oci_clients.identity.list_region_subscriptions(TENANCY).data
    assert [(one.region_name, one.region_key, one.status, one.is_home_region) for one in found] == [
        ("eu-frankfurt-1", "FRA", "READY", True),
        ("us-ashburn-1", "IAD", "IN_PROGRESS", False),
    ]


def test_another_tenancys_regions_are_not_told(oci_clients: SdkClients) -> None:
    with pytest.raises(ServiceError, match="NotAuthorizedOrNotFound"):
        oci_clients.identity.list_region_subscriptions("ocid1.tenancy.oc1..other")


def test_there_are_regions(oci_clients: SdkClients) -> None:
    assert ("us-ashburn-1", "IAD") in [(one.name, one.key) for one in oci_clients.identity.list_regions().data]


def test_a_secret_is_read(oci_service: OciService, oci_clients: SdkClients) -> None:
    oci_service.put_secret("ocid1.vaultsecret.oc1.iad.admin", "pässword")
    bundle = oci_clients.secrets.get_secret_bundle("ocid1.vaultsecret.oc1.iad.admin").data
    assert base64.b64decode(bundle.secret_bundle_content.content).decode() == "pässword"
    with pytest.raises(ServiceError, match="NotAuthorizedOrNotFound"):
        oci_clients.secrets.get_secret_bundle("ocid1.vaultsecret.oc1.iad.none")
