"""A database does not go back to Oracle's key unnoticed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.encryption import ORACLE_MANAGED, encryption, encryption_unknown, key_provider
from generator.guard.judged_types import DATABASE
from generator.guard.rule import Finding, Rule


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        before = key_provider(database.before)
        if before in ("", ORACLE_MANAGED) or database.change.after is None or not database.change.before:
            continue
        marks = database.change.after_unknown
        if encryption_unknown(marks, "autonomous_database_provider"):
            continue
        after = key_provider(database.after)
        is_gone = not encryption(database.after) and not database.is_unknown("encryption_key")
        if after == ORACLE_MANAGED or is_gone:
            yield Finding(
                database.address,
                f"The database would go back from a customer-managed key ({before}) to Oracle's",
                "From then on your own key protects only what was made with it before. If that is meant, let it pass "
                f"with --allow 'GRD202={database.address}'; else select the key again.",
            )


RULE = Rule(
    code="GRD202",
    title="A database goes back to Oracle's key",
    explanation="""\
The encryption provider of a database with a customer-managed key becomes `ORACLE_MANAGED`. The database then no
longer depends on your key: disabling the key does not close the database any more, which may be what your auditors
count on. The old key must stay, because old backups and clones need it.

If it is meant, let it pass visibly: `--allow GRD202=ADDRESS`.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service",
    check=check,
)
