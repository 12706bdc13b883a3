"""OCIDs are read by Oracle's grammar and written back as they were; the realm decides what is possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.ocid import Ocid, parse_ocid, realm_name

TENANCY = "ocid1.tenancy.oc1..aaaaaaaaba3pv6wkcr4jqae5f44n2b2m2yt2j6rx32uzr4h25vqstifsfdsq"
DATABASE = "ocid1.autonomousdatabase.oc1.iad.anuwcljtrlsfiqw6vzzxb43vyypt4pkodawglp3wqxjqofakrwvou52gb6s5a"
SECRET = "ocid1.vaultsecret.oc1.eu-frankfurt-1.amaaaaaaexample"

parts = st.from_regex(r"[A-Za-z0-9_-]{1,30}", fullmatch=True)


def test_a_tenancy_has_no_region() -> None:
    assert parse_ocid(TENANCY) == Ocid("tenancy", "oc1", "", TENANCY.rpartition(".")[2])


@pytest.mark.parametrize(
    ("text", "type", "region"),
    [(DATABASE, "autonomousdatabase", "iad"), (SECRET, "vaultsecret", "eu-frankfurt-1")],
)
def test_a_regional_resource_has_its_region_as_written(text: str, type: str, region: str) -> None:
    ocid = parse_ocid(text)
    assert ocid is not None
    assert (ocid.type, ocid.region) == (type, region)


def test_the_part_for_future_use_is_kept() -> None:
    ocid = parse_ocid("ocid1.instance.oc1.phx.later.abuw4ljr")
    assert ocid == Ocid("instance", "oc1", "phx", "abuw4ljr", "later")
    assert str(ocid) == "ocid1.instance.oc1.phx.later.abuw4ljr"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ocid1",
        "ocid1.tenancy.oc1",
        "ocid1.tenancy.oc1.aaaa",  # the empty region's dot is missing
        "ocid1.tenancy.oc1..",
        "ocid1..oc1..aaaa",
        "ocid2.tenancy.oc1..aaaa",
        "ocid1.tenancy.commercial..aaaa",
        "ocid1.tenancy.oc0..aaaa",
        "ocid1.tenancy.oc1..<unique_ID>",
        "ocid1.tenancy.oc1..…",
        f"{TENANCY}\n",
        f" {TENANCY}",
        TENANCY.upper(),
    ],
)
def test_anything_else_is_no_ocid(text: str) -> None:
    assert parse_ocid(text) is None


@pytest.mark.parametrize(("realm", "commercial"), [("oc1", True), ("oc2", False), ("oc10", False), ("oc19", False)])
def test_only_the_first_realm_is_commercial(realm: str, commercial: bool) -> None:
    ocid = parse_ocid(TENANCY.replace(".oc1.", f".{realm}."))
    assert ocid is not None
    assert ocid.is_commercial is commercial


@pytest.mark.parametrize(
    ("realm", "name"),
    [
        ("oc1", "commercial"),
        ("oc2", "US Government"),
        ("oc4", "UK Government"),
        ("oc19", "EU Sovereign"),
        ("oc42", "sovereign or dedicated"),
    ],
)
def test_a_realm_has_a_name_for_messages(realm: str, name: str) -> None:
    assert realm_name(realm) == name


@given(
    st.builds(
        Ocid,
        type=parts,
        realm=st.integers(1, 99).map("oc{}".format),
        region=st.from_regex(r"[a-z0-9-]{0,20}", fullmatch=True),
        unique=parts,
        future=st.none() | parts | st.just(""),
    )
)
def test_any_ocid_survives_writing_and_reading(ocid: Ocid) -> None:
    assert parse_ocid(str(ocid)) == ocid


@given(st.text())
def test_whatever_is_read_is_written_back_unchanged(text: str) -> None:
    ocid = parse_ocid(text)
    assert ocid is None or str(ocid) == text
