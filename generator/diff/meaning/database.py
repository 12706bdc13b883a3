"""An Autonomous AI Database."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.changes import Risk
from generator.diff.meaning import access, encryption, lifecycle, password, settings
from generator.diff.meaning.afterwards import is_taken_over
from generator.diff.meaning.by_action import by_action
from generator.diff.meaning.case import Case, Part, Said, by_parts
from generator.diff.meaning.selection import selection_of

_PARTS = (
    Part(encryption.HEADS, encryption.sentences),
    Part(access.HEADS, access.sentences),
    Part(password.HEADS, password.sentences),
    Part(lifecycle.HEADS, lifecycle.sentences),
    Part((), settings.sentences),
)


def meanings(case: Case) -> Iterator[Said]:
    """What becomes of a database."""
    return by_action(
        case, stays="stays in OCI", added=_added, removed=_removed, changed=lambda case: by_parts(case, _PARTS)
    )


def _added(case: Case) -> Iterator[Said]:
    selected = selection_of(case.now, case.new)
    if is_taken_over(case.new, case.change.address):
        yield Said("will be taken over as it is in OCI; from then on Terraform changes it", Risk.IN_PLACE)
        if selected.is_aws and selected.key:
            yield Said(f"will be encrypted with {selected.key.name} in AWS KMS{selected.way}", Risk.IN_PLACE)
        if "whitelisted_ips" not in access.ignored(case.now) and case.after("whitelisted_ips") is None:
            yield Said("will have its access list emptied: every address may connect", Risk.OPENS_ACCESS)
        if not {"admin_password"} & {*access.ignored(case.now)} and (case.after("admin_password") is not None):
            yield Said("will have the password of ADMIN set anew", Risk.IN_PLACE)
    elif selected.is_aws and selected.key:
        yield Said(
            f"will be created with {selected.key.name} in AWS KMS, which Oracle does not support: a key is selected "
            "once the database is there",
            Risk.ENDANGERS,
        )
    elif selected.provider in (None, "ORACLE_MANAGED"):
        yield Said("will be created, encrypted with Oracle's key", Risk.IN_PLACE)
    else:
        yield Said("will be created, encrypted with a key that is neither Oracle's nor in AWS KMS", Risk.IN_PLACE)


def _removed(case: Case) -> Said:
    return Said("will be destroyed with its data; prevent_destroy goes with its block and stops nothing", Risk.DESTROYS)
