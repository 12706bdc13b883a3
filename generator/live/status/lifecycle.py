"""OCI's lifecycle states of an Autonomous Database, and which of them pass by themselves."""

from __future__ import annotations

AVAILABLE = "AVAILABLE"
UPDATING = "UPDATING"
STOPPED = "STOPPED"
INACCESSIBLE = "INACCESSIBLE"

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
        "TERMINATING",
        "TRANSPORTING",
        UPDATING,
        "UPGRADING",
    }
)
"""OCI is doing something to the database, and another state follows."""
