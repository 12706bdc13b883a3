"""A database as a test describes it. Strings that are empty are null on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .clock import FIRST_MINUTE
from .encryption_keys import Key, OracleManagedKey

TENANCY = "ocid1.tenancy.oc1..payments"
COMPARTMENT = "ocid1.compartment.oc1..payments"
DATABASE = "ocid1.autonomousdatabase.oc1.iad.orders"


@dataclass(frozen=True, slots=True)
class KeySwitch:
    """A line of the history of keys: since `time` the database has used the key."""

    key: Key
    time: datetime


@dataclass(frozen=True, slots=True)
class OtherDatabase:
    """A clone or a standby of a database, in a region such as `us-phoenix-1`."""

    ocid: str
    region: str


@dataclass(frozen=True, slots=True)
class ConnectionProfile:
    """A way to connect: `group` is the consumer group (`LOW`), `is_mutual` is mTLS, `descriptor` what clients take."""

    name: str
    descriptor: str
    group: str = "LOW"
    is_mutual: bool = False


@dataclass(frozen=True, slots=True)
class DatabaseRecord:
    """An autonomous database. `tenancy_id` may see it, everybody if it is empty.

    `history` is oldest first. `key_state` is `kmsKeyLifecycleDetails`, `region_role` is `dataguardRegionType`
    (`PRIMARY_DG_REGION`, `REMOTE_STANDBY_DG_REGION`). `others` are more attributes of the SDK's AutonomousDatabase by
    their Python names, in the form of the wire: `{"role": "STANDBY"}`.
    """

    ocid: str = DATABASE
    db_name: str = "ORDERS"
    compartment_id: str = COMPARTMENT
    tenancy_id: str = ""
    state: str = "AVAILABLE"
    state_details: str = ""
    display_name: str = ""
    key: Key = field(default_factory=OracleManagedKey)
    key_state: str = ""
    history: tuple[KeySwitch, ...] = ()
    is_dedicated: bool = False
    has_local_standby: bool = False
    has_remote_standby: bool = False
    region_role: str = ""
    peers: tuple[OtherDatabase, ...] = ()
    clones: tuple[OtherDatabase, ...] = ()
    is_refreshable_clone: bool = False
    source_id: str = ""
    connection_profiles: tuple[ConnectionProfile, ...] = ()
    time_created: datetime = FIRST_MINUTE
    others: Mapping[str, Any] = field(default_factory=dict)
