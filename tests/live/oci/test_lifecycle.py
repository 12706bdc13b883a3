"""The lifecycle states are those of OCI's SDK, and whoever has words for them has one for each."""

from __future__ import annotations

from generator.live.oci import lifecycle
from generator.live.oci.lifecycle import GONE, PASSING
from generator.live.preflight.checks.database_state import DOING, LASTING


def states() -> set[str]:
    """All that the SDK knows."""
    from oci.database.models import AutonomousDatabase

    return {getattr(AutonomousDatabase, name) for name in dir(AutonomousDatabase) if name.startswith("LIFECYCLE_")}


def test_every_state_of_the_sdk_either_passes_by_itself_or_stays() -> None:
    assert states() >= PASSING | GONE
    assert states() - PASSING == {
        "AVAILABLE",
        "AVAILABLE_NEEDS_ATTENTION",
        "INACCESSIBLE",
        "RESTORE_FAILED",
        "STANDBY",
        "STOPPED",
        "TERMINATED",
        "UNAVAILABLE",
    }


def test_every_state_that_has_a_name_here_is_one_of_them() -> None:
    assert {value for value in vars(lifecycle).values() if isinstance(value, str) and value.isupper()} <= states()


def test_preflight_has_words_for_every_state_that_passes_and_for_what_stays_and_is_wrong() -> None:
    assert DOING.keys() == PASSING - GONE  # another check is about what is gone
    assert LASTING.keys() == {"INACCESSIBLE", "RESTORE_FAILED", "UNAVAILABLE"}
