"""A database is in a state in which it can be updated."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.access import oci_access
from generator.live.oci.commands import start_command
from generator.live.oci.lifecycle import (
    AVAILABLE,
    AVAILABLE_NEEDS_ATTENTION,
    INACCESSIBLE,
    RESTORE_FAILED,
    STANDBY,
    STOPPED,
    UNAVAILABLE,
    UPDATING,
)
from generator.live.preflight.check import Check, Finding, Subject, failed, not_said, passed, warned
from generator.live.preflight.key_switch import is_switched
from generator.live.preflight.live_databases import seen_database
from generator.live.questions import Ask

# What OCI is doing to a database in a state that passes, unless it is being deleted: another check is about that.
DOING = {
    UPDATING: "is being updated",
    "PROVISIONING": "is being provisioned",
    "STARTING": "is being started",
    "STOPPING": "is being stopped",
    "RESTARTING": "is being restarted",
    "SCALE_IN_PROGRESS": "is being scaled",
    "BACKUP_IN_PROGRESS": "is being backed up",
    "RESTORE_IN_PROGRESS": "is being restored",
    "MAINTENANCE_IN_PROGRESS": "is being patched",
    "ROLE_CHANGE_IN_PROGRESS": "is changing its role",
    "UPGRADING": "is being upgraded",
    "RECREATING": "is being made anew",
    "TRANSPORTING": "is being transported",
}
# What does not pass by itself, and what to do.
LASTING = {
    INACCESSIBLE: (
        "is inaccessible",
        "It has not reached its key for two hours. Restore that first: the key has to be enabled, the policy has to "
        "allow its use, and the role has to trust Oracle's user. If another finding here is about one of these, begin "
        "there; if none is, the OCI console and CloudTrail in the key's account show what was refused. Change the key "
        "only when the database is available again.",
    ),
    UNAVAILABLE: (
        "is unavailable",
        "Look at it in the OCI console, and ask Oracle's support if nothing there says why.",
    ),
    RESTORE_FAILED: (
        "could not be restored",
        "Restore it from another backup, in the OCI console. The key that the backup was made with has to be enabled.",
    ),
}


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    live = seen_database(subject, ask)
    if live is None or live.state == STANDBY:  # another check is about standbys
        return
    name, state = subject.name, live.state
    if state == AVAILABLE:
        yield passed(f"{name} is available")
    elif state == AVAILABLE_NEEDS_ATTENTION:
        yield warned(
            f"{name} is available and needs attention",
            f"{live.state_details or 'OCI does not say why'}. If the state stays after an update, Terraform may stop "
            "there, since it waits for AVAILABLE. See in the OCI console what it needs, and mend that first.",
        )
    elif state == STOPPED:
        start = start_command(oci_access(subject.stack), live.ocid)
        yield _unless_unchanged(
            subject, ask, f"{name} is stopped", f"A stopped database cannot be updated. Start it: {start}."
        )
    elif state in DOING:
        waiting = f"Wait until it is available (`adbkms status SPEC --watch`), and run preflight again. {_CONFLICT}"
        yield _unless_unchanged(subject, ask, f"{name} {DOING[state]} ({state})", waiting)
    elif state in LASTING:
        said, fix = LASTING[state]
        has = f" It has the key {live.encryption.key_arn}." if live.encryption.key_arn else ""
        yield failed(f"{name} {said}", f"{fix}{has}{f' OCI says: {live.state_details}' if live.state_details else ''}")
    else:
        yield not_said(
            f"whether {name} can be updated",
            f"OCI calls its state {state}",
            "adbkms does not know this state. Look at the database in the OCI console.",
        )


_CONFLICT = "OCI refuses an update (409), which Terraform repeats silently for ten minutes before it stops."


def _unless_unchanged(subject: Subject, ask: Ask, summary: str, detail: str) -> Finding:
    """A database that has its key already is not updated for its key's sake."""
    if is_switched(subject.stack, subject.name, ask):
        return failed(summary, detail)
    return warned(
        summary, f"It has the key that the spec says, so the next apply need not touch it. For other changes: {detail}"
    )


CHECK = Check(
    code="PRE304",
    title="A database can be updated",
    kind="database",
    explanation="""\
The key of a database is changed by an update, and the service updates a database that is `AVAILABLE`.

- `UPDATING`, `PROVISIONING`, `MAINTENANCE_IN_PROGRESS` and the like pass: wait. OCI answers 409 meanwhile, which
  Terraform repeats for ten minutes without a word.
- `STOPPED`: start it.
- `INACCESSIBLE`: the database has not reached its key for two hours. Enable the key, and mend policy, role and trust;
  change the key only when the database is available again.
- `AVAILABLE_NEEDS_ATTENTION` is a warning: the provider waits for `AVAILABLE` after an update, and may stop where the
  state stays.
- `UNAVAILABLE`, `RESTORE_FAILED`: see the OCI console.

A database that is stopped or busy and already has the key that the spec says is a warning: its key is not changed.
""",
    source="OCI SDK, AutonomousDatabase.lifecycle_state; oracle/oci, the states that an update of an Autonomous "
    "Database waits for; Oracle, Manage Master Encryption Keys in AWS Key Management Service, notes",
    check=check,
)
