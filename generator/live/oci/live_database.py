"""What is known of an autonomous database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generator.live.oci.lifecycle import AVAILABLE


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
