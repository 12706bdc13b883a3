"""A database is not opened to everybody's addresses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.access_list import LISTS, entries, too_wide
from generator.guard.case import Case
from generator.guard.judged_types import DATABASE
from generator.guard.plan import ResourceChange
from generator.guard.rule import Finding, Rule

_GATE, _SUBNET = "is_access_control_enabled", "subnet_id"


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        if database.change.after is None:
            continue
        for argument in LISTS:
            yield from _of_list(database, argument)
        if database.before.get(_GATE) is True and database.after.get(_GATE) is False:
            yield _finding(database, "Access control would be turned off", f"Leave `{_GATE}` at true.")
        if database.before.get(_SUBNET) and not database.after.get(_SUBNET) and not database.is_unknown(_SUBNET):
            yield _finding(database, "The database would leave its private network", f"Leave `{_SUBNET}` as it is.")


def _of_list(database: ResourceChange, argument: str) -> Iterator[Finding]:
    before, after = entries(database.before, argument), entries(database.after, argument)
    wide = too_wide(after, before)
    if wide:
        # Without access control, which dedicated databases have, an empty list is open to everybody already.
        severity = None if before or database.before.get(_GATE) is True else Severity.WARNING
        yield _finding(
            database, f"`{argument}` would let in {', '.join(wide)}", "Name the networks that you know.", severity
        )
    elif before and database.is_unknown(argument):
        yield _finding(
            database,
            f"What `{argument}` lets in is known only after the apply",
            "It can be everybody. Apply first what the list is made of, then plan this one again.",
            Severity.WARNING,
        )


def _finding(database: ResourceChange, summary: str, detail: str, severity: Severity | None = None) -> Finding:
    return Finding(database.address, summary, detail, severity)


RULE = Rule(
    code="GRD209",
    title="A database is opened to networks of nobody in particular",
    explanation="""\
An access list gets a network that is larger than any one owner's: `0.0.0.0/0`, or several that together are as large.
Anything of less than eight bits (sixteen for IPv6) counts, which no organisation has. It is also an error to turn off
`is_access_control_enabled`, or to take a database out of its private network by emptying `subnet_id`. Then a password
is all that keeps everybody out. A list that was empty was open already, so there it is a warning, as is a list that
the plan does not know yet.

Name the networks that are to connect, as narrowly as you know them.
""",
    source="https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/access-control-rules-autonomous.html",
    check=check,
)
