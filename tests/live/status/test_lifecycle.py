"""The lifecycle states are those of OCI's SDK."""

from __future__ import annotations

from generator.live.oci.databases import GONE
from generator.live.status.lifecycle import INACCESSIBLE, PASSING, STOPPED


def test_every_state_of_the_sdk_either_passes_by_itself_or_stays() -> None:
    from oci.database.models import AutonomousDatabase

    states = {getattr(AutonomousDatabase, name) for name in dir(AutonomousDatabase) if name.startswith("LIFECYCLE_")}

    assert states >= PASSING | GONE | {INACCESSIBLE, STOPPED}
    assert states - PASSING == {
        "AVAILABLE",
        "AVAILABLE_NEEDS_ATTENTION",
        "INACCESSIBLE",
        "RESTORE_FAILED",
        "STANDBY",
        "STOPPED",
        "TERMINATED",
        "UNAVAILABLE",
    }
