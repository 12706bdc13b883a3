"""A database with a key in AWS KMS has no standby in another region, and is none."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.oci_regions import region_name
from generator.facts.ocid import parse_ocid
from generator.live.oci.lifecycle import STANDBY
from generator.live.oci.live_database import LiveDatabase
from generator.live.preflight.check import Check, Finding, Subject, failed, passed, warned
from generator.live.preflight.live_databases import seen_database, wants_aws_key
from generator.live.questions import Ask

# `dataguard_region_type` and `disaster_recovery_region_type` of the one that is not the primary.
_OF_A_COPY = ("REMOTE_STANDBY_DG_REGION", "REMOTE")


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    live = seen_database(subject, ask)
    if live is None:
        return
    name = subject.name
    if live.state == STANDBY or live.region_role in _OF_A_COPY:
        yield _judged(
            subject,
            f"{name} is a {_kind(live)}{_peers('its primary is', live)}",
            "Its key follows the primary's, and Oracle does not support keys in AWS KMS with a standby in another "
            "region. Give the primary's OCID, in a stack of its region.",
        )
    elif live.has_cross_region_standby:
        yield _judged(
            subject,
            f"{name} has a standby in another region{_peers('', live)}",
            "Oracle does not support keys in AWS KMS with cross-region Autonomous Data Guard: the standby could not "
            "open its data after a failover. Remove the standby, or keep `key: oracle-managed`.",
        )
    elif live.has_local_standby and wants_aws_key(subject):
        yield warned(
            f"{name} has a local standby",
            "Oracle forbids keys in AWS KMS for cross-region standbys, and elsewhere names OCI Vault only for "
            "Autonomous Data Guard. Whether a local standby works is not said: try it with a database that may be "
            "lost.",
        )
    else:
        yield passed(f"{name} has no standby in another region")


def _kind(live: LiveDatabase) -> str:
    return "copy of another region's backups" if live.region_role == "REMOTE" else "standby"


def _judged(subject: Subject, summary: str, detail: str) -> Finding:
    if wants_aws_key(subject):
        return failed(summary, detail, "encryption", "key")
    return warned(summary, f"With Oracle's key that is fine; no key in AWS KMS can be selected. {detail}")


def _peers(before: str, live: LiveDatabase) -> str:
    """In which regions the other ones are, as far as their OCIDs tell."""
    parsed = [(one, parse_ocid(one)) for one in live.peers]
    named = [f"{ocid} ({(region_name(known.region) or known.region) if known else '?'})" for ocid, known in parsed]
    return f": {before} {', '.join(named)}".replace("  ", " ") if named else ""


CHECK = Check(
    code="PRE307",
    title="A database with a key in AWS KMS has no standby in another region",
    kind="database",
    explanation="""\
Oracle does not support keys in AWS KMS in cross-region Autonomous Data Guard standbys: the standby could not open its
data when it is needed. A database that has such a standby, or is one, keeps Oracle's key; or the standby goes first.

A local standby is a warning: one page of Oracle's forbids cross-region standbys only, another names OCI Vault as the
one key store for Autonomous Data Guard.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, limitations; Oracle, Notes on "
    "customer-managed keys with Autonomous Data Guard",
    check=check,
)
