"""Autonomous databases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from generator.live.access import OciAccess
from generator.live.answers import Answer, Cause, NotKnown
from generator.live.oci.lifecycle import AVAILABLE, GONE
from generator.live.oci.not_found import naming
from generator.live.questions import Question

if TYPE_CHECKING:
    from generator.live.connections import Connections

# A policy names a compartment, or has its OCID after `id`; which one a database is in only its answer says.
# https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/policysyntax.htm
READ_DATABASES = "read autonomous-databases in compartment COMPARTMENT"


@dataclass(frozen=True)
class LiveEncryption:
    """Who keeps a database's key: `provider` is Oracle's word (`AWS`, `ORACLE_MANAGED`, `OCI`, `AZURE`, `GCP`, `OKV`),
    "" where the service did not say. The other four are those of a key in AWS KMS, "" elsewhere."""

    provider: str
    key_arn: str = ""
    role_arn: str = ""
    service_endpoint: str = ""
    external_id: str = ""


@dataclass(frozen=True)
class KeySwitch:
    """One line of the encryption key history that the console shows; `time` is in UTC, None where it is not said."""

    time: datetime | None
    encryption: LiveEncryption


@dataclass(frozen=True)
class ConnectionProfile:
    """A way to connect: `name` as in tnsnames.ora (`orders_low`), `group` the consumer group (`LOW`), `is_mutual` for
    mTLS, which needs a wallet, `descriptor` the whole connect descriptor."""

    name: str
    group: str
    is_mutual: bool
    descriptor: str


@dataclass(frozen=True)
class LiveDatabase:
    """A database as a Get returns it. `state` is OCI's lifecycle state, `key_state` what OCI says about the state of
    the key, mostly "". `history` is oldest first. `has_cross_region_standby` also holds for the standby itself, and for
    a copy of backups in another region. `peers` are the OCIDs of its standbys or of its primary; `region_role` is
    `PRIMARY_DG_REGION`, `REMOTE_STANDBY_DG_REGION`, `PRIMARY` or `REMOTE`, "" without peers. `source_id` is what a
    clone was made from."""

    ocid: str
    db_name: str
    compartment_id: str
    state: str = AVAILABLE
    state_details: str = ""
    display_name: str = ""
    encryption: LiveEncryption = LiveEncryption("ORACLE_MANAGED")
    key_state: str = ""
    history: tuple[KeySwitch, ...] = ()
    is_dedicated: bool = False
    has_cross_region_standby: bool = False
    has_local_standby: bool = False
    region_role: str = ""
    peers: tuple[str, ...] = ()
    is_refreshable_clone: bool = False
    source_id: str = ""
    connection_profiles: tuple[ConnectionProfile, ...] = ()


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
