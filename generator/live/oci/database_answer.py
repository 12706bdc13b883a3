"""A database as the API's JSON has it, and what we take from it.

https://docs.oracle.com/en-us/iaas/api/#/en/database/latest/datatypes/AutonomousDatabase; the fields are those of the
SDK's models `AutonomousDatabase`, `AutonomousDatabaseEncryptionKeyHistoryEntry` and `DatabaseConnectionStringProfile`.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from generator.live import said
from generator.live.oci.live_database import ConnectionProfile, KeySwitch, LiveDatabase, LiveEncryption
from generator.live.shapes import Line, Name, Text, Word
from generator.live.times import Time, in_utc

ORACLE_MANAGED = "ORACLE_MANAGED"


class KeyDetails(msgspec.Struct, rename="camel"):
    """`encryptionKey`: the provider, and the fields of a key in AWS KMS. Other providers' fields are left out."""

    provider: Word | None = None
    key_arn: Name | None = None
    arn_role: Name | None = None
    service_endpoint_uri: Name | None = None
    external_id: Name | None = None


class KeyHistoryEntry(msgspec.Struct, rename="camel"):
    """One of `encryptionKeyHistoryEntry`; the time is in UTC."""

    encryption_key: KeyDetails | None = None
    time_activated: Time | None = None

    def __post_init__(self) -> None:
        self.time_activated = in_utc(self.time_activated)


class VaultKeyHistoryEntry(msgspec.Struct, rename="camel"):
    """One of `keyHistoryEntry`, which is about keys in OCI Vault alone; the time is in UTC."""

    time_activated: Time | None = None

    def __post_init__(self) -> None:
        self.time_activated = in_utc(self.time_activated)


class Profile(msgspec.Struct, rename="camel"):
    """One of `connectionStrings.profiles`. `tls_authentication` is `SERVER` or `MUTUAL`."""

    display_name: Name
    value: Text
    consumer_group: Word | None = None
    tls_authentication: Word | None = None


class ConnectionStrings(msgspec.Struct, rename="camel"):
    """`connectionStrings`."""

    profiles: list[Profile] | None = None


class RemoteCopy(msgspec.Struct, rename="camel"):
    """`remoteDisasterRecoveryConfiguration`; the type is `ADG` for a standby, `BACKUP_BASED` for a copy of backups."""

    disaster_recovery_type: Word | None = None


class DatabaseAnswer(msgspec.Struct, rename="camel"):
    """What `GetAutonomousDatabase` returns, as far as it is used."""

    id: Name
    db_name: Name
    compartment_id: Name
    lifecycle_state: Word
    lifecycle_details: str | None = None
    display_name: Line | None = None
    encryption_key: KeyDetails | None = None
    encryption_key_history_entry: list[KeyHistoryEntry] | None = None
    key_history_entry: list[VaultKeyHistoryEntry] | None = None
    kms_key_id: Name | None = None
    kms_key_lifecycle_details: str | None = None
    is_dedicated: bool | None = None
    is_data_guard_enabled: bool | None = None
    is_local_data_guard_enabled: bool | None = None
    local_disaster_recovery_type: Word | None = None
    is_remote_data_guard_enabled: bool | None = None
    dataguard_region_type: Word | None = None
    disaster_recovery_region_type: Word | None = None
    remote_disaster_recovery_configuration: RemoteCopy | None = None
    peer_db_ids: list[Name] | None = None
    is_refreshable_clone: bool | None = None
    source_id: Name | None = None
    connection_strings: ConnectionStrings | None = None


def live_database(answer: DatabaseAnswer) -> LiveDatabase:
    """The facts of an answer. Nothing in it can go wrong: what OCI's JSON may hold that is not OCI's is refused when it
    is converted."""
    is_cross_region = _is_cross_region(answer)
    return LiveDatabase(
        ocid=answer.id,
        db_name=answer.db_name,
        compartment_id=answer.compartment_id,
        state=answer.lifecycle_state,
        state_details=said.message(answer.lifecycle_details),
        display_name=answer.display_name or "",
        encryption=_encryption(answer),
        key_state=said.message(answer.kms_key_lifecycle_details),
        history=_history(answer),
        is_dedicated=bool(answer.is_dedicated),
        has_cross_region_standby=is_cross_region,
        has_local_standby=_is_local(answer, is_cross_region),
        region_role=answer.dataguard_region_type or answer.disaster_recovery_region_type or "",
        peers=tuple(answer.peer_db_ids or ()),
        is_refreshable_clone=bool(answer.is_refreshable_clone),
        source_id=answer.source_id or "",
        connection_profiles=_connection_profiles(answer),
    )


def _encryption(answer: DatabaseAnswer) -> LiveEncryption:
    if answer.encryption_key is not None:
        return _of_key(answer.encryption_key)
    # The argument from before there were other providers than OCI Vault: a key's OCID, or ORACLE_MANAGED_KEY.
    if answer.kms_key_id:
        return LiveEncryption("OCI" if answer.kms_key_id.startswith("ocid1.") else ORACLE_MANAGED)
    return LiveEncryption("")


def _of_key(key: KeyDetails | None) -> LiveEncryption:
    if key is None:
        return LiveEncryption("")
    return LiveEncryption(
        key.provider or "", key.key_arn or "", key.arn_role or "", key.service_endpoint_uri or "", key.external_id or ""
    )


def _history(answer: DatabaseAnswer) -> tuple[KeySwitch, ...]:
    """All switches, oldest first; those whose time is not said before all others, in OCI's order."""
    if answer.encryption_key_history_entry:
        switches = [
            KeySwitch(entry.time_activated, _of_key(entry.encryption_key))
            for entry in answer.encryption_key_history_entry
        ]
    else:
        switches = [KeySwitch(entry.time_activated, LiveEncryption("OCI")) for entry in answer.key_history_entry or ()]
    return tuple(sorted(switches, key=lambda switch: switch.time or datetime.min.replace(tzinfo=UTC)))


def _is_cross_region(answer: DatabaseAnswer) -> bool:
    """Whether there is a standby, or a copy kept for a disaster, in another region: a peer is always in another one."""
    remote_copy = answer.remote_disaster_recovery_configuration
    return bool(
        answer.is_remote_data_guard_enabled
        or answer.dataguard_region_type == "REMOTE_STANDBY_DG_REGION"
        or answer.disaster_recovery_region_type == "REMOTE"
        or (remote_copy and remote_copy.disaster_recovery_type)
        or answer.peer_db_ids
    )


def _is_local(answer: DatabaseAnswer, is_cross_region: bool) -> bool:
    """Whether there is a standby in the same region. `isDataGuardEnabled` is from before there were two kinds."""
    return bool(
        answer.is_local_data_guard_enabled
        or answer.local_disaster_recovery_type == "ADG"
        or (answer.is_data_guard_enabled and not is_cross_region)
    )


def _connection_profiles(answer: DatabaseAnswer) -> tuple[ConnectionProfile, ...]:
    strings = answer.connection_strings
    profiles = strings.profiles or [] if strings else []
    return tuple(
        ConnectionProfile(one.display_name, one.consumer_group or "", one.tls_authentication != "SERVER", one.value)
        for one in profiles
    )
