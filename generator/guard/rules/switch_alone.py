"""A key is switched in an apply of its own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts import provider_schema
from generator.guard.case import Case
from generator.guard.encryption import is_switched
from generator.guard.judged_types import DATABASE
from generator.guard.plan import ResourceChange
from generator.guard.rule import Finding, Rule

_SHOWN = 5
_NOT_SENT = {"encryption_key", "id", "timeouts"}


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        if database.is_destroyed or not (database.change.before and database.change.after):
            continue
        others = _other_changes(database)
        if others and is_switched(database):
            named = ", ".join(others[:_SHOWN]) + (", …" if len(others) > _SHOWN else "")
            yield Finding(
                database.address,
                f"The key would be switched together with {named}",
                "All changes of a database travel in one request: if one of them fails, it is not known which key the "
                "database has. Apply the other changes first, or afterwards, in an apply of their own.",
            )


def _other_changes(database: ResourceChange) -> list[str]:
    """The arguments that change to a value that is known, other than the key. What only the service sets, and null for
    an empty value, is no change."""
    schema = provider_schema.resource(DATABASE)
    settable = provider_schema.settable(schema) if schema else {}
    return [
        name
        for name, after in sorted(database.after.items())
        if name not in _NOT_SENT
        and name in settable
        and not database.is_unknown(name)
        and _normal(after) != _normal(database.before.get(name))
    ]


def _normal(value: object) -> object:
    if value in (None, "", 0, False) or value in ([], {}, [""]):
        return None
    return value


RULE = Rule(
    code="GRD203",
    title="A key is switched together with other changes of the database",
    explanation="""\
The provider sends all changed arguments of a database in one request. If the service refuses, or the work request
fails half-way, it is not clear which key the database has, and a change of size or network that went wrong takes the
key change with it. A reviewer also overlooks one among the others.

Do it in two applies: the key alone in one of them. Values that are known only after the apply are not counted.
""",
    source="Observed with oracle/oci 8.28.0: all changed arguments travel in one update",
    check=check,
)
