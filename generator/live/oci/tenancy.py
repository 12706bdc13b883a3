"""The tenancy, by the OCI configuration and by OCI itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from generator.live.access import OciAccess
from generator.live.answers import Answer
from generator.live.questions import Question

if TYPE_CHECKING:
    from generator.live.connections import Connections


@dataclass(frozen=True)
class Tenancy(Question[str]):
    """The OCID of the tenancy that the credentials belong to. Nobody is asked: the configuration says it."""

    access: OciAccess
    service: ClassVar[str] = "configuration"

    def asked_of(self, connections: Connections) -> Answer[str]:
        raise NotImplementedError


@dataclass(frozen=True)
class SubscribedRegions(Question[tuple[str, ...]]):
    """The names of the regions that a tenancy is subscribed to and that are ready, in order. Needs `inspect tenancies`."""

    access: OciAccess
    tenancy_id: str
    service: ClassVar[str] = "identity"

    def asked_of(self, connections: Connections) -> Answer[tuple[str, ...]]:
        raise NotImplementedError
