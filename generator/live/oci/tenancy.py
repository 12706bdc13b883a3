"""The tenancy, by the OCI configuration and by OCI itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from generator.live.access import OciAccess
from generator.live.answers import Answer, NotKnown
from generator.live.oci.not_found import naming
from generator.live.questions import Question

if TYPE_CHECKING:
    from generator.live.connections import Connections


@dataclass(frozen=True)
class Tenancy(Question[str]):
    """The OCID of the tenancy that the credentials belong to. Nobody is asked: the configuration says it."""

    access: OciAccess
    service: ClassVar[str] = "configuration"

    def asked_of(self, connections: Connections) -> Answer[str]:
        credentials = connections.oci.credentials(self.access.profile)
        return credentials if isinstance(credentials, NotKnown) else credentials.tenancy_id or None


@dataclass(frozen=True)
class SubscribedRegions(Question[tuple[str, ...]]):
    """The names of the regions that a tenancy is subscribed to and that are ready, in order. Needs `inspect
    tenancies`."""

    access: OciAccess
    tenancy_id: str
    service: ClassVar[str] = "identity"

    def asked_of(self, connections: Connections) -> Answer[tuple[str, ...]]:
        from generator.live.oci.list_answers import RegionInList

        answer = connections.oci.call_all(
            self.access,
            self.service,
            "list_region_subscriptions",
            self.tenancy_id,
            shape=RegionInList,
            permission="inspect tenancies in tenancy",
        )
        answer = naming(f"The tenancy {self.tenancy_id}", answer)
        if isinstance(answer, NotKnown):
            return answer
        return tuple(sorted(one.region_name for one in answer if one.status == "READY"))
