"""Several blocks of one address: nobody knows which of them would count."""

from __future__ import annotations

from generator.diff.changes import Action, Risk
from generator.diff.meaning.case import Case, Said

_ABOUT_STATE = frozenset({"moved", "removed", "import"})


def is_repeated(case: Case) -> bool:
    """True if a tree has more than one block of the address, and these are not taken together."""
    before = case.change.previous_address or case.change.address
    if case.change.address.partition(" ")[0] in _ABOUT_STATE:
        return False
    return case.new.is_repeated(case.change.address) or case.old.is_repeated(before)


def meaning(case: Case) -> Said:
    """What is not known is taken to open access."""
    if case.change.action is Action.REMOVED and not case.new.is_repeated(case.change.address):
        what = "will no longer be in the configuration more than once, which Terraform refuses"
    else:
        what = "will be in the configuration more than once, which Terraform refuses"
    return Said(f"{what}: what becomes of it, this comparison does not say", Risk.OPENS_ACCESS)
