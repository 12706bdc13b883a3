"""A database has the name and the compartment that the spec says."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.preflight.check import Check, Finding, Subject, failed, passed
from generator.live.preflight.live_databases import seen_database
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    live = seen_database(subject, ask)
    if live is None:
        return
    name, declared = subject.name, subject.stack.databases[subject.name]
    findings = []
    if live.db_name != declared.db_name:
        findings.append(
            failed(
                f"{name} is called {live.db_name}, and in the spec {declared.db_name}",
                f"Terraform would rename the database. Write `db_name: {live.db_name}`; if it is another database, "
                "correct `ocid`.",
                "db_name",
            )
        )
    if live.compartment_id != subject.stack.oci.compartment_id:
        findings.append(
            failed(
                f"{name} is in the compartment {live.compartment_id}, and its stack in "
                f"{subject.stack.oci.compartment_id}",
                "Terraform would move the database, with all that policies allow there. Put it into a stack of its "
                "compartment, or correct `oci.compartment_id`.",
                "ocid",
            )
        )
    yield from findings or [passed(f"{name} has the name and the compartment that the spec says")]


CHECK = Check(
    code="PRE310",
    title="A database has the name and the compartment that the spec says",
    kind="database",
    explanation="""\
What the spec says of an existing database Terraform makes so: it renames one whose `db_name` differs, also in upper
and lower case, and moves one to another compartment. Both go together with a change of the key in one update.

Write the name and the compartment as OCI has them. If they belong to another database, the `ocid` is wrong.
""",
    source="oracle/oci, oci_database_autonomous_database: db_name and compartment_id are updated in place",
    check=check,
)
