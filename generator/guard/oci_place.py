"""Where a resource of OCI is, as far as a plan tells."""

from __future__ import annotations

from generator.facts.oci_regions import region_name
from generator.facts.ocid import parse_ocid
from generator.guard.plan import ResourceChange


def compartment_ids(resource: ResourceChange) -> tuple[str, ...]:
    """The OCIDs of the compartments that it is in, before and after."""
    given = (side.get("compartment_id") for side in (resource.before, resource.after))
    return tuple(dict.fromkeys(one for one in given if isinstance(one, str) and one))


def region_of(resource: ResourceChange, of_provider: object) -> str | None:
    """The name of its region: by its own OCID, or else its provider's; None if neither tells."""
    for side in (resource.before, resource.after):
        value = side.get("id")
        ocid = parse_ocid(value) if isinstance(value, str) else None
        if ocid and ocid.region:
            return region_name(ocid.region) or ocid.region
    return (region_name(of_provider) or of_provider) if isinstance(of_provider, str) and of_provider else None


def tenancy_of(of_provider: object) -> str | None:
    """The tenancy's OCID that the provider's configuration gives; None if it gives none."""
    ocid = parse_ocid(of_provider) if isinstance(of_provider, str) else None
    return str(ocid) if ocid and ocid.type == "tenancy" else None
