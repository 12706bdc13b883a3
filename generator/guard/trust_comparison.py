"""What a trust policy allows and did not, besides what the rules of principals and external IDs say themselves.

A new principal, a lost external ID and another one have findings of their own, so they are set equal here: what is left
are other conditions, other actions, and a Deny that is gone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from generator.iam.policy_comparison import normal_principal, widenings
from generator.iam.policy_document import UNKNOWN, Condition, PolicyDocument, Statement, Terms
from generator.iam.trust import (
    EXTERNAL_ID,
    all_external_ids,
    external_ids,
    is_guard,
    lacks_external_id,
    trusted,
    trusted_by,
)

_NO_CONDITIONS: frozenset[Condition] = frozenset()


def wider_trust(
    before: PolicyDocument, after: PolicyDocument, own_accounts: frozenset[str], *, is_ours: bool
) -> list[str]:
    """What `after` allows more, in words and in order. `is_ours` as `Case.is_ours` says it of the role."""
    found = [
        said
        for statement in after.allowing()
        for one in _by_known_principal(statement, before)
        for said in _wider(one, before, lacks_id=bool(lacks_external_id(one, own_accounts, is_ours=is_ours)))
    ]
    denied = PolicyDocument(before.denying()), PolicyDocument(after.denying(), after.hidden)
    return list(dict.fromkeys([*found, *widenings(*denied)]))


def _by_known_principal(statement: Statement, before: PolicyDocument) -> Iterator[Statement]:
    """The statement for each principal that was trusted before."""
    known = {normal_principal(one) for one in trusted(before)}
    if statement.principals is not None and statement.principals.is_inverted:
        if known & {normal_principal(one) for one in trusted_by(statement)}:
            yield statement
        return
    for principal in sorted(trusted_by(statement)):
        if normal_principal(principal) in known:
            yield dataclasses.replace(statement, principals=Terms(frozenset([principal])))


def _wider(statement: Statement, before: PolicyDocument, *, lacks_id: bool) -> list[str]:
    known = all_external_ids(before)
    given = external_ids(statement)
    kept = given & known if given else frozenset()
    is_reported = lacks_id or (given is not None and bool(known) and not kept)
    is_hidden = "conditions" in statement.hidden and not any(UNKNOWN in one.values for one in statement.conditions)
    old = [_comparable(one, without_id=is_reported) for one in before.allowing()]
    new = _comparable(statement, without_id=is_reported)
    if is_hidden:
        old, new = [_without_conditions(one) for one in old], _without_conditions(new)
    new = dataclasses.replace(new, conditions=frozenset(_as_before(one, kept, old) for one in new.conditions))
    return widenings(PolicyDocument(tuple(old)), PolicyDocument((new,)))


def _comparable(statement: Statement, *, without_id: bool) -> Statement:
    """The operators that demand an external ID are one; `without_id` leaves its conditions out."""
    conditions = (
        dataclasses.replace(one, operator="stringequals") if is_guard(one) else one
        for one in statement.conditions
        if not (without_id and one.key == EXTERNAL_ID)
    )
    return dataclasses.replace(statement, conditions=frozenset(conditions))


def _without_conditions(statement: Statement) -> Statement:
    return dataclasses.replace(statement, conditions=_NO_CONDITIONS)


def _as_before(condition: Condition, kept: frozenset[str], before: list[Statement]) -> Condition:
    """External IDs without those that are new, and for a value that is not known yet those that were there."""
    if condition.key == EXTERNAL_ID and kept:
        return dataclasses.replace(condition, values=kept)
    if UNKNOWN not in condition.values:
        return condition
    had = (
        one.values
        for statement in before
        for one in statement.conditions
        if (one.operator, one.key) == (condition.operator, condition.key)
    )
    return dataclasses.replace(condition, values=next(had, condition.values))
