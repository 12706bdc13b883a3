"""Regions of the two clouds that are in the same place: the key is asked for by the database, and the way is short.

A region of AWS is titled by its city (`Asia Pacific (Tokyo)`), one of OCI is named by it (`ap-tokyo-1`).
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

from generator.facts.aws_regions import COMMERCIAL_PARTITION, kms_regions, region_title
from generator.facts.oci_regions import regions
from generator.facts.ocid import COMMERCIAL_REALM

# Titled by something else than the city. Ashburn is in Northern Virginia, and Canada (Central) is Montreal:
# https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
_NOT_BY_CITY = MappingProxyType({"us-east-1": "us-ashburn-1", "ca-central-1": "ca-montreal-1"})


def oci_region_near(aws_region: str) -> str | None:
    """`ap-tokyo-1` for `ap-northeast-1`; None where Oracle has no commercial region there, or AWS no such one."""
    if known := _NOT_BY_CITY.get(aws_region):
        return known
    city = _city_of(aws_region)
    return next((one for one in regions(COMMERCIAL_REALM) if city and one.split("-")[1] == city), None)


def aws_region_near(oci_region: str) -> str | None:
    """`ap-northeast-1` for `ap-tokyo-1`; None where AWS KMS is in no commercial region in that city."""
    return next((one for one in kms_regions(COMMERCIAL_PARTITION) if oci_region_near(one) == oci_region), None)


def _city_of(aws_region: str) -> str | None:
    match = re.search(r"\((.+)\)$", region_title(aws_region) or "")
    if match is None:
        return None
    letters = unicodedata.normalize("NFKD", match[1]).casefold()
    return "".join(one for one in letters if one.isalpha())
