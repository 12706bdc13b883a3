"""A database that the spec has no OCID of does not exist yet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.access import oci_access
from generator.live.answers import NotKnown
from generator.live.oci.databases import DatabasesIn
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    declared, oci = subject.stack.databases[subject.name], subject.stack.oci
    if declared.ocid is not None:
        return
    found = ask(DatabasesIn(oci_access(subject.stack), oci.compartment_id))
    if found is None or isinstance(found, NotKnown):
        yield not_known(f"whether there is a database {declared.db_name} already", found)
        return
    same = [one for one in found if one.db_name.casefold() == declared.db_name.casefold()]
    if same:
        there, made = "is a database", "it, run `adbkms discover`: it puts the OCID into the spec"
        if len(same) > 1:  # `discover` cannot choose (DIS003)
            there, made = f"are {len(same)} databases", "one of them, put its OCID into the spec"
        yield failed(
            f"There {there} {declared.db_name} already: {', '.join(one.ocid for one in same)}",
            f"If the last apply has made {made}. If it was made "
            "otherwise, add `adopt: true` as well, or Terraform would make it twice. If it is another one, choose "
            "another `db_name`.",
            "db_name",
        )
    else:
        yield passed(
            f"There is no database {declared.db_name} yet in the compartment {oci.compartment_id}, the only one "
            "that was looked at: it will be made"
        )


CHECK = Check(
    code="PRE311",
    title="A database without an OCID does not exist yet",
    kind="database",
    explanation="""\
Without `ocid` the spec speaks of a database that is still to be provisioned. One of the same name is in the
compartment already. Mostly the last apply has made it, and the OCID is not in the spec yet: `adbkms discover` puts it
there. A database that Terraform's state does not know would be made a second time: adopt it, with `ocid` and `adopt:
true`.

Only the compartment of the stack is looked at, and OCI lists only what the caller may see. A `db_name` has to be unique
in the whole tenancy: where a database in another compartment has it, OCI refuses to make a second one. Choose another
`db_name` then.
""",
    source="OCI SDK, CreateAutonomousDatabaseBase.db_name; "
    "https://docs.oracle.com/en-us/iaas/api/#/en/database/20160918/AutonomousDatabaseSummary/"
    "ListAutonomousDatabases",
    check=check,
)
