"""ADMIN's password does not change unnoticed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.encryption import is_switched
from generator.guard.judged_types import DATABASE
from generator.guard.rule import Finding, Rule

_OF_PASSWORD = ("admin_password", "secret_id", "secret_version_number")


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        # Together with another key GRD203 names it.
        if database.is_created or not (database.change.before and database.change.after) or is_switched(database):
            continue
        changed = [
            name
            for name in _OF_PASSWORD
            if database.is_unknown(name) or (database.after.get(name) or None) not in (None, database.before.get(name))
        ]
        if changed:
            yield Finding(
                database.address,
                f"The password of ADMIN would change ({', '.join(changed)})",
                "Whoever knows the new one has all of the database, and who uses the old one is locked out. See that "
                "it is meant.",
            )


RULE = Rule(
    code="GRD211",
    title="The password of a database's ADMIN changes",
    explanation="""\
`admin_password`, or the secret in OCI Vault that it is taken from, is another than before. ADMIN can do everything in
the database, also read what the key protects. A plan shows the values as sensitive, so that a reviewer overlooks the
change. When an existing database is brought in by an `import` block, the service does not return the password: a
configuration that gives one sets it anew.

See that the change is meant. If not, take the argument away, or put it into the lifecycle's `ignore_changes`.
""",
    source="Observed with oracle/oci 8.28.0: the service returns neither of them, and each change is sent",
    check=check,
    severity=Severity.WARNING,
)
