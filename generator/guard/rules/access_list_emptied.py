"""A database's access list is not emptied."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.judged_types import DATABASE
from generator.guard.rule import Finding, Rule

_LIST = "whitelisted_ips"


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        if database.is_unknown(_LIST) or not (database.change.before and database.change.after):
            continue
        before, after = ([one for one in side.get(_LIST) or [] if one] for side in (database.before, database.after))
        if before and not after:
            yield Finding(
                database.address,
                f"The access list, of {len(before)} entr{'y' if len(before) == 1 else 'ies'}, would be emptied",
                f"Without `{_LIST}` the database is open to every address. Give the list as it is, or "
                f"`ignore_changes = [{_LIST}]`.",
            )


RULE = Rule(
    code="GRD207",
    title="A database's access list is emptied",
    explanation="""\
`whitelisted_ips` says which addresses may connect to a database. The provider does not take the list over from an
existing database: a configuration that leaves the argument out empties the list, which happens most often when a
database is brought in with an `import` block. Then every address may connect.

Give the list as it is, or put `whitelisted_ips` into the lifecycle's `ignore_changes`.
""",
    source='Observed with oracle/oci 8.28.0: an import without the argument sends `"whitelistedIps":[""]`',
    check=check,
)
