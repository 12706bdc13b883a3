"""An OCID is complete and identifies what its place is for."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages


@pytest.mark.parametrize(
    ("key", "ocid", "message"),
    [
        (
            "tenancy_id",
            "ocid1.compartment.oc1..aaaa",
            "This is the OCID of a compartment. The OCID of a tenancy stands here: "
            "ocid1.tenancy.oc1.[region].<unique>.",
        ),
        (
            "compartment_id",
            "ocid1.instance.oc1.iad.aaaa",
            'This is the OCID of a resource of the type "instance". The OCID of a compartment stands here: '
            "ocid1.compartment.oc1.[region].<unique>.",
        ),
        (
            "tenancy_id",
            "ocid1.tenancy.oc1.aaaa",
            '"ocid1.tenancy.oc1.aaaa" is not a complete OCID. The OCID of a tenancy stands here: '
            "ocid1.tenancy.oc1.[region].<unique>.",
        ),
    ],
)
def test_an_ocid_of_another_type_or_cut_short_is_refused(key: str, ocid: str, message: str) -> None:
    found = check(f"oci:\n  {key}: {ocid}")

    assert messages(found, "OCI103") == [f"5:{7 + len(key) + 2}: {message}"]


def test_a_vault_is_not_a_secret_and_a_compartment_is_not_a_database() -> None:
    found = check("""
        databases:
          orders:
            ocid: ocid1.compartment.oc1..aaaa
            admin_password: {variable: null, secret_id: ocid1.vault.oc1.iad.aaaa}
        """)

    assert [message.partition(". ")[0] for message in messages(found, "OCI103")] == [
        "6:15: This is the OCID of a compartment",
        '7:53: This is the OCID of a resource of the type "vault"',
    ]


def test_a_tenancy_is_a_compartment_too() -> None:
    assert check("oci: {compartment_id: ocid1.tenancy.oc1..aaaaaaaaexampletenancy}") == []
