"""Databases as the API returns them."""

from __future__ import annotations

from .database_records import ConnectionProfile, DatabaseRecord, OtherDatabase
from .encryption_keys import key_body
from .sdk_bodies import Body, body

# What a list does not tell, although the model has it: Oracle's documentation of the list says so of nested
# details, and the keys have been missing there.
KEY_DETAILS = ("encryptionKey", "encryptionKeyHistoryEntry", "kmsKeyLifecycleDetails")


def database_body(record: DatabaseRecord) -> Body:
    """AutonomousDatabase. The order of the history is not documented: it is newest first, so that a client which
    relies on the order of arrival is found out."""
    standby = body("database.AutonomousDatabaseStandbySummary", lifecycle_state="STANDBY")
    local, remote = record.has_local_standby, record.has_remote_standby
    attributes = {
        "id": record.ocid,
        "compartment_id": record.compartment_id,
        "db_name": record.db_name,
        "display_name": record.display_name or record.db_name,
        "lifecycle_state": record.state,
        "lifecycle_details": record.state_details or None,
        "encryption_key": key_body(record.key),
        "encryption_key_history_entry": [
            body(
                "database.AutonomousDatabaseEncryptionKeyHistoryEntry",
                encryption_key=key_body(switch.key),
                time_activated=switch.time,
            )
            for switch in reversed(record.history)
        ],
        "kms_key_lifecycle_details": record.key_state or None,
        "is_dedicated": record.is_dedicated,
        "infrastructure_type": "CLOUD",
        "is_data_guard_enabled": local or remote,
        "is_local_data_guard_enabled": local,
        "is_remote_data_guard_enabled": remote,
        "local_standby_db": standby if local else None,
        "standby_db": standby if local or remote else None,
        "role": "PRIMARY" if local or remote else None,
        "dataguard_region_type": record.region_role or None,
        "peer_db_ids": [peer.ocid for peer in record.peers] or None,
        "is_refreshable_clone": record.is_refreshable_clone,
        "source_id": record.source_id or None,
        "connection_strings": _connection_strings(record.connection_profiles),
        "time_created": record.time_created,
        "freeform_tags": {},
        "defined_tags": {},
    }
    return body("database.AutonomousDatabase", **{**attributes, **record.others})


def summary_body(record: DatabaseRecord) -> Body:
    """AutonomousDatabaseSummary, which tells nothing of the key."""
    told = {**database_body(record), **dict.fromkeys(KEY_DETAILS)}
    told.pop("externalLocationZone", None)  # the one attribute that the summary does not have
    return told


def clone_body(clone: OtherDatabase) -> Body:
    """RefreshableCloneSummary."""
    return body("database.RefreshableCloneSummary", id=clone.ocid, region=clone.region)


def peer_body(peer: OtherDatabase) -> Body:
    """AutonomousDatabasePeerSummary."""
    return body("database.AutonomousDatabasePeerSummary", id=peer.ocid, region=peer.region)


def _connection_strings(profiles: tuple[ConnectionProfile, ...]) -> Body | None:
    if not profiles:
        return None
    return body(
        "database.AutonomousDatabaseConnectionStrings",
        all_connection_strings={profile.group: profile.descriptor for profile in profiles},
        profiles=[
            body(
                "database.DatabaseConnectionStringProfile",
                display_name=profile.name,
                value=profile.descriptor,
                consumer_group=profile.group,
                protocol="TCPS",
                tls_authentication="MUTUAL" if profile.is_mutual else "SERVER",
                host_format="FQDN",
                session_mode="DIRECT",
                syntax_format="LONG",
            )
            for profile in profiles
        ],
    )
