"""As much of the Identity, Work Requests and Secrets APIs as there is need for."""

from __future__ import annotations

import base64

from .cloud import Cloud
from .refusals import missing_parameter, not_found
from .request_and_reply import Reply, Request, page
from .sdk_bodies import Body, body
from .tenancies import REGIONS
from .work_requests import WorkRequestRecord, error_bodies, summary_body, work_request_body


def region_subscriptions(cloud: Cloud, request: Request, tenancy_id: str) -> Reply:
    """ListRegionSubscriptions, of the caller's own tenancy. The first region is the home."""
    if tenancy_id != request.caller.tenancy_id:
        raise not_found()
    keys = region_keys()
    subscribed = cloud.tenancies.subscriptions(tenancy_id)
    return Reply(
        [
            body(
                "identity.RegionSubscription",
                region_key=keys.get(name, name),
                region_name=name,
                status=status,
                is_home_region=position == 0,
            )
            for position, (name, status) in enumerate(subscribed.items())
        ]
    )


def regions(cloud: Cloud, request: Request) -> Reply:
    """ListRegions."""
    keys = region_keys()
    return Reply([body("identity.Region", key=keys[name], name=name) for name in REGIONS])


def region_keys() -> dict[str, str]:
    """Name of a region → its key (`us-ashburn-1` → `IAD`), by the SDK."""
    from oci.regions import REGIONS_SHORT_NAMES

    return {name: key.upper() for key, name in REGIONS_SHORT_NAMES.items()}


def work_requests(cloud: Cloud, request: Request) -> Reply:
    """ListWorkRequests of a compartment, or of one resource in it. The order is not documented: it is oldest first, so
    that a client which relies on the order of arrival is found out."""
    compartment = request.query.get("compartmentId")
    if compartment is None:
        raise missing_parameter("compartmentId")
    if not cloud.tenancies.sees_compartment(request.caller, compartment):
        raise not_found()
    found = [
        record
        for record in cloud.databases.work_requests.values()
        if record.compartment_id == compartment
        and request.query.get("resourceId", record.resource_id) == record.resource_id
    ]
    bodies, headers = page(request, found, summary_body, cloud.page_size)
    return Reply(bodies, headers=headers)


def work_request(cloud: Cloud, request: Request, ocid: str) -> Reply:
    """GetWorkRequest. Looking at it does not advance it."""
    return Reply(work_request_body(_visible_work_request(cloud, request, ocid)))


def work_request_errors(cloud: Cloud, request: Request, ocid: str) -> Reply:
    """ListWorkRequestErrors."""
    found = error_bodies(_visible_work_request(cloud, request, ocid))
    bodies, headers = page(request, found, _as_it_is, cloud.page_size)
    return Reply(bodies, headers=headers)


def secret_bundle(cloud: Cloud, request: Request, ocid: str) -> Reply:
    """GetSecretBundle, the current version."""
    if ocid not in cloud.secrets:
        raise not_found()
    content = base64.b64encode(cloud.secrets[ocid].encode()).decode("ascii")
    details = body("secrets.Base64SecretBundleContentDetails", content_type="BASE64", content=content)
    return Reply(
        body(
            "secrets.SecretBundle",
            secret_id=ocid,
            version_number=1,
            secret_bundle_content=details,
            stages=["CURRENT", "LATEST"],
            metadata={},
        )
    )


def _visible_work_request(cloud: Cloud, request: Request, ocid: str) -> WorkRequestRecord:
    record = cloud.databases.work_requests.get(ocid)
    if record is None or not cloud.tenancies.sees_compartment(request.caller, record.compartment_id):
        raise not_found()
    return record


def _as_it_is(made: Body) -> Body:
    return made
