"""A database's access list is not emptied."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.access_list import LISTS, entries
from generator.guard.case import Case
from generator.guard.judged_types import DATABASE
from generator.guard.rule import Finding, Rule


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        if not (database.change.before and database.change.after):
            continue
        for argument in LISTS:
            before, after = entries(database.before, argument), entries(database.after, argument)
            if before and not after and not database.is_unknown(argument):
                yield Finding(
                    database.address,
                    f"The access list, of {len(before)} entr{'y' if len(before) == 1 else 'ies'}, would be emptied",
                    f"Without `{argument}` the database is open to every address. Give the list as it is, or "
                    f"`ignore_changes = [{argument}]`.",
                )


RULE = Rule(
    code="GRD207",
    title="A database's access list is emptied",
    explanation="""\
`whitelisted_ips` says which addresses may connect to a database. The provider does not take the list over from an
existing database: a configuration that leaves the argument out empties the list, which happens most often when a
database is brought in with an `import` block. Then every address may connect. `standby_whitelisted_ips` is the same
for a standby.

Give the list as it is, or put `whitelisted_ips` into the lifecycle's `ignore_changes`.
""",
    source='Observed with oracle/oci 8.28.0: an import without the argument sends `"whitelistedIps":[""]`',
    check=check,
)
