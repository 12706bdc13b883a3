"""A database is in the region of its stack."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.oci_regions import realm_of, region_name
from generator.facts.ocid import COMMERCIAL_REALM
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        wanted = loaded.stack.oci.region
        if realm_of(wanted) != COMMERCIAL_REALM:  # other rules say so
            continue
        for name, database in loaded.stack.databases.items():
            region = _region(database.ocid) if database.ocid else None
            # A region of another realm: another rule says so, and no stack could be moved there.
            if region not in (None, wanted) and realm_of(region) == COMMERCIAL_REALM:
                yield Finding(
                    loaded,
                    ("databases", name, "ocid"),
                    f"This database is in {region}, its stack in {wanted}",
                    f"A stack has one OCI provider and one region. Write `region: {region}` under `oci`, or move the "
                    f"database to a stack of its region.",
                )


def _region(ocid: str) -> str | None:
    """The name of the region in an OCID, as far as it is known; whether the OCID is one at all says another rule."""
    parts = ocid.split(".", 4)
    return region_name(parts[3]) if len(parts) > 4 else None


RULE = Rule(
    code="OCI104",
    title="A database is in the region of its stack",
    explanation="""\
The fourth part of a database's OCID is its region, by name or by key (`iad` is `us-ashburn-1`). A stack has one
provider `oci` with one region, and the service knows a database only in its own region. With another one Terraform
does not find the database: it plans to create it anew, or the import fails.

Correct `oci.region`, or put the database into a stack for its region.
""",
    source="https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm; "
    "https://docs.oracle.com/en-us/iaas/Content/General/Concepts/regions.htm (region keys)",
    bad="""\
databases:
  orders:
    ocid: ocid1.autonomousdatabase.oc1.phx.aaaaaaaaexampledatabase
""",
    good="""\
databases:
  orders:
    ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase
""",
    check=check,
)
