"""The databases' region is one that Oracle Cloud has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.oci_regions import nearest_regions, realm_of
from generator.facts.ocid import COMMERCIAL_REALM
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        region = loaded.stack.oci.region
        if realm_of(region) is None:
            near = [one for one in nearest_regions(region) if realm_of(one) == COMMERCIAL_REALM]
            detail = (
                f"Did you mean {' or '.join(near)}?" if near else "No region of a similar name is known."
            ) + " If Oracle opened the region lately, update adbkms."
            yield Finding(loaded, ("oci", "region"), f"There is no OCI region {region}", detail)


RULE = Rule(
    code="OCI102",
    title="The OCI region exists",
    explanation="""\
`oci.region` becomes the region of the provider `oci`. With a region that does not exist Terraform fails late, at a
name that cannot be resolved. It is also not known which realm an unknown region belongs to, and a key in AWS KMS is
possible in the commercial realm only.

Write the region's name as the OCI console shows it, such as `us-ashburn-1`. The regions are those of the OCI SDK that
this version of adbkms was made with; a newer adbkms knows newer regions.
""",
    source="The OCI SDK's table of regions; https://docs.oracle.com/en-us/iaas/Content/General/Concepts/regions.htm",
    bad="""\
oci:
  region: us-ashbrn-1
""",
    good="""\
oci:
  region: us-ashburn-1
""",
    check=check,
)
