"""Yes, no, and what cannot be said: what many such verdicts come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Verdict: TypeAlias = bool | None
"""None where it cannot be said."""


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """False if one is False; True if all are True, or there are none."""
    given = set(verdicts)
    return False if False in given else None if None in given else True


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """True if one is True; False if all are False, or there are none."""
    given = set(verdicts)
    return True if True in given else None if None in given else False
