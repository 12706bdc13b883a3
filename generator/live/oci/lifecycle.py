"""OCI's lifecycle states of an Autonomous Database, and which of them pass by themselves."""

from __future__ import annotations

AVAILABLE = "AVAILABLE"
AVAILABLE_NEEDS_ATTENTION = "AVAILABLE_NEEDS_ATTENTION"
UPDATING = "UPDATING"
STOPPED = "STOPPED"
STANDBY = "STANDBY"
INACCESSIBLE = "INACCESSIBLE"
UNAVAILABLE = "UNAVAILABLE"
RESTORE_FAILED = "RESTORE_FAILED"
TERMINATING = "TERMINATING"
TERMINATED = "TERMINATED"

# `oci.database.models.AutonomousDatabase` has them as LIFECYCLE_STATE_*; a test compares.
PASSING = frozenset(
    {
        "BACKUP_IN_PROGRESS",
        "MAINTENANCE_IN_PROGRESS",
        "PROVISIONING",
        "RECREATING",
        "RESTARTING",
        "RESTORE_IN_PROGRESS",
        "ROLE_CHANGE_IN_PROGRESS",
        "SCALE_IN_PROGRESS",
        "STARTING",
        "STOPPING",
        TERMINATING,
        "TRANSPORTING",
        UPDATING,
        "UPGRADING",
    }
)
"""OCI is doing something to the database, and another state follows."""

GONE = frozenset({TERMINATING, TERMINATED})
"""The database is no more; OCI lists it for some time."""
