"""The tenancy is subscribed to the stack's region."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.access import oci_access
from generator.live.answers import NotKnown
from generator.live.oci.tenancy import SubscribedRegions, Tenancy
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    oci = subject.stack.oci
    tenancy = ask(Tenancy(oci_access(subject.stack)))  # nobody else may ask for its regions
    said = f"whether the tenancy is subscribed to {oci.region}"
    if tenancy is None or isinstance(tenancy, NotKnown):
        yield not_known(said, tenancy)
        return
    regions = ask(SubscribedRegions(oci_access(subject.stack), tenancy))
    if regions is None or isinstance(regions, NotKnown):
        yield not_known(said, regions)
    elif oci.region in regions:
        yield passed(f"The tenancy is subscribed to {oci.region}")
    else:
        yield failed(
            f"The tenancy is not subscribed to {oci.region}",
            f"It is to {', '.join(regions) or 'no region'}. An administrator of the tenancy subscribes to a region in "
            "the console (Administration, Region Management), which takes minutes; or correct `oci.region`.",
            "oci",
            "region",
        )


CHECK = Check(
    code="PRE302",
    title="The tenancy is subscribed to the region",
    kind="stack",
    explanation="""\
A tenancy has resources only in the regions that it is subscribed to; the endpoints of others refuse its credentials. A
subscription that is still in progress does not count.

Subscribe to the region in the OCI console, under Region Management, or correct `oci.region`.
""",
    source="https://docs.oracle.com/en-us/iaas/Content/Identity/Tasks/managingregions.htm",
    check=check,
)
