"""A database does not leave the provider of its customer-managed key unnoticed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.addresses import address_in_module
from generator.guard.case import Case
from generator.guard.encryption import AWS, ORACLE_MANAGED, encryption, encryption_unknown, key_provider
from generator.guard.judged_types import DATABASE
from generator.guard.plan import ResourceChange
from generator.guard.rule import Finding, Rule


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        before = key_provider(database.before)
        if before in ("", ORACLE_MANAGED) or database.change.after is None or not database.change.before:
            continue
        after = key_provider(database.after)
        is_gone = not encryption(database.after)
        if _is_hidden(database, is_gone=is_gone):
            if _is_given(case, database):
                yield Finding(
                    database.address,
                    "The provider of the database's key is not known before the apply",
                    f"The database has a customer-managed key ({before}). Whether it keeps it the plan does not say: "
                    "give `autonomous_database_provider` as a text.",
                    Severity.WARNING,
                )
            continue
        yield from _legacy_key(database, before)
        if after == before:
            continue
        goes_back = is_gone or after == ORACLE_MANAGED
        yield Finding(
            database.address,
            f"The database would go back from a customer-managed key ({before}) to Oracle's"
            if goes_back
            else f"The database would leave its customer-managed key ({before}): the new provider is {_named(after)}",
            "From then on your own key protects only what was made with it before. If that is not meant, select the "
            "key again.",
            Severity.WARNING if after == AWS else None,
        )


def _is_hidden(database: ResourceChange, *, is_gone: bool) -> bool:
    if encryption_unknown(database.change.after_unknown, "autonomous_database_provider"):
        return True
    return is_gone and database.is_unknown("encryption_key")


def _is_given(case: Case, database: ResourceChange) -> bool:
    """False if the configuration leaves the block out: the service then leaves the key as it is."""
    block = case.configuration.expression(database.module_address, address_in_module(database), "encryption_key")
    return block is not None or bool(encryption(database.after))


def _legacy_key(database: ResourceChange, before: str) -> Iterator[Finding]:
    """The arguments from the time before the block select a key in OCI Vault."""
    for name in ("kms_key_id", "vault_id"):
        value = database.after.get(name)
        if value and value != database.before.get(name):
            yield Finding(
                database.address,
                f"The database would leave its customer-managed key ({before}): {name} would be {value}",
                f"`{name}` selects a key in OCI Vault. Take it away if that is not meant.",
            )


def _named(provider: str) -> str:
    return provider or '"" (none)'


RULE = Rule(
    code="GRD202",
    title="A database leaves the provider of its customer-managed key",
    explanation="""\
The encryption provider of a database with a customer-managed key becomes another: `ORACLE_MANAGED`, that of another
cloud, or none. The database then no longer depends on your key: disabling the key does not close the database any
more, which may be what your auditors count on. The old key must stay, because old backups and clones need it. Where a
database comes from another provider to AWS it is a warning, for the sake of those backups, and so it is where the plan
does not say which provider it will be.

If it is meant, let it pass visibly: `--allow GRD202=ADDRESS`.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service",
    check=check,
)
