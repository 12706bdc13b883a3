"""Questions about autonomous databases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from generator.live.access import OciAccess
from generator.live.answers import Answer, Cause, NotKnown
from generator.live.oci.lifecycle import GONE
from generator.live.oci.live_database import LiveDatabase
from generator.live.oci.not_found import naming
from generator.live.questions import Question

if TYPE_CHECKING:
    from generator.live.connections import Connections

# A policy names a compartment, or has its OCID after `id`; which one a database is in only its answer says.
# https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/policysyntax.htm
READ_DATABASES = "read autonomous-databases in compartment COMPARTMENT"


@dataclass(frozen=True)
class Database(Question[LiveDatabase]):
    """The database with that OCID, in the region of the access. Needs `read autonomous-databases`.

    OCI answers alike for what does not exist and what may not be seen, so the answer is never None: it is not known."""

    access: OciAccess
    ocid: str
    service: ClassVar[str] = "database"

    def asked_of(self, connections: Connections) -> Answer[LiveDatabase]:
        from generator.live.oci.database_answer import DatabaseAnswer, live_database

        answer = connections.oci.call(
            self.access,
            self.service,
            "get_autonomous_database",
            self.ocid,
            shape=DatabaseAnswer,
            permission=READ_DATABASES,
        )
        answer = naming(f"The database {self.ocid}", answer)
        if isinstance(answer, NotKnown):
            return answer
        if answer.id.casefold() != self.ocid.casefold():
            return _another(self)
        return live_database(answer)


def _another(asked: Database) -> NotKnown:
    """What its answer says is about nothing that was asked, and the id is anybody's text."""
    return NotKnown(
        Cause.SERVICE_ERROR,
        f"What answers for OCI's service database in {asked.access.region} has another database than {asked.ocid}",
        "Check that a proxy or ADBKMS_OCI_ENDPOINT does not lead to something other than OCI, and run it again.",
    )


@dataclass(frozen=True)
class FoundDatabase:
    """A database in a list, which says less than a Get: key details have been missing there."""

    ocid: str
    db_name: str
    display_name: str
    state: str


@dataclass(frozen=True)
class DatabasesIn(Question[tuple[FoundDatabase, ...]]):
    """All databases of a compartment but those that are terminated or about to be, in the order of their OCIDs. Needs
    `inspect autonomous-databases`. OCI leaves out what may not be seen."""

    access: OciAccess
    compartment_id: str
    service: ClassVar[str] = "database"

    def asked_of(self, connections: Connections) -> Answer[tuple[FoundDatabase, ...]]:
        from generator.live.oci.list_answers import DatabaseInList

        answer = connections.oci.call_all(
            self.access,
            self.service,
            "list_autonomous_databases",
            self.compartment_id,
            shape=DatabaseInList,
            permission=f"inspect autonomous-databases in compartment id {self.compartment_id}",
        )
        answer = naming(f"The compartment {self.compartment_id}", answer)
        if isinstance(answer, NotKnown):
            return answer
        found = (
            FoundDatabase(one.id, one.db_name, one.display_name or "", one.lifecycle_state)
            for one in answer
            if one.lifecycle_state not in GONE
        )
        return tuple(sorted(found, key=lambda one: one.ocid))


@dataclass(frozen=True)
class LiveClone:
    """A refreshable clone of a database."""

    ocid: str
    region: str


@dataclass(frozen=True)
class RefreshableClones(Question[tuple[LiveClone, ...]]):
    """The refreshable clones of a database, in all regions. Needs `read autonomous-databases`."""

    access: OciAccess
    ocid: str
    service: ClassVar[str] = "database"

    def asked_of(self, connections: Connections) -> Answer[tuple[LiveClone, ...]]:
        from generator.live.oci.list_answers import CloneInList

        answer = connections.oci.call_all(
            self.access,
            self.service,
            "list_autonomous_database_refreshable_clones",
            self.ocid,
            shape=CloneInList,
            permission=READ_DATABASES,
        )
        answer = naming(f"The database {self.ocid}", answer)
        if isinstance(answer, NotKnown):
            return answer
        return tuple(LiveClone(one.id, one.region or "") for one in answer)
