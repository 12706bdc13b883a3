"""Whose policy an IAM policy is."""

from __future__ import annotations

from enum import Enum, auto

from generator.guard.case import Case
from generator.guard.plan import ResourceChange


class Scope(Enum):
    """What the plan shows of the roles that a policy is attached to."""

    OF_A_ROLE_THAT_MATTERS = auto()
    OF_ANOTHER_ROLE = auto()
    UNKNOWN = auto()


def scope_of(case: Case, policy: ResourceChange) -> Scope:
    """Whose policy it is; `UNKNOWN` where no role in the plan has it."""
    matters = case.is_of_a_role_that_matters(policy)
    if matters is None:
        return Scope.UNKNOWN
    return Scope.OF_A_ROLE_THAT_MATTERS if matters else Scope.OF_ANOTHER_ROLE
