"""A database that the spec has the OCID of exists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.access import oci_access
from generator.live.answers import NotKnown
from generator.live.oci.databases import Database
from generator.live.oci.lifecycle import GONE
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    ocid = subject.stack.databases[subject.name].ocid
    if ocid is None:
        return
    live = ask(Database(oci_access(subject.stack), ocid))
    if isinstance(live, NotKnown):
        yield not_known(f"whether {subject.name} exists, and all that depends on it", live)
    elif live is None or live.state in GONE:
        yield failed(
            f"{subject.name} does not exist any more" + (f": it is {live.state}" if live else ""),
            f"The database {ocid} has been terminated, or is about to be. Terraform would make a new, empty one in its "
            "place (or stop at its import). If that is meant, take `ocid` out of the spec and select Oracle's key "
            "until the new database is there; else restore it from a backup, for which its key is needed.",
            "ocid",
        )
    else:
        yield passed(f"{subject.name} exists: {ocid}")


CHECK = Check(
    code="PRE303",
    title="A database exists",
    kind="database",
    explanation="""\
The spec has the database's OCID, so it has to be there. OCI shows a terminated database for some time yet; Terraform
takes it for gone and plans to make a new one, with a key in AWS KMS from the start, which the service does not
support. An import stops.

OCI gives one answer for what does not exist and what the caller may not see (404, `NotAuthorizedOrNotFound`). So a
database that is not found is not known, and nothing else is said about it: compare the OCID and the region with the
console, and see that the caller has `read autonomous-databases` in the compartment.
""",
    source="https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm; "
    "https://docs.oracle.com/en-us/iaas/api/#/en/database/20160918/AutonomousDatabase/GetAutonomousDatabase",
    check=check,
)
