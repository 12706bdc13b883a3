"""The databases of a stack as they are."""

from __future__ import annotations

from generator.configuration.references import ORACLE_MANAGED
from generator.live.access import oci_access
from generator.live.oci.databases import Database
from generator.live.oci.lifecycle import GONE
from generator.live.oci.live_database import LiveDatabase
from generator.live.preflight.check import Subject
from generator.live.questions import Ask


def seen_database(subject: Subject, ask: Ask) -> LiveDatabase | None:
    """A database that is there; None where there is none, or it is not known, which another check says."""
    ocid = subject.stack.databases[subject.name].ocid
    if ocid is None:
        return None
    live = ask(Database(oci_access(subject.stack), ocid))
    return live if isinstance(live, LiveDatabase) and live.state not in GONE else None


def wants_aws_key(subject: Subject) -> bool:
    """True if the spec selects a key in AWS KMS."""
    return subject.stack.databases[subject.name].encryption.key != ORACLE_MANAGED
