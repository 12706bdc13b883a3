"""Whether a trust policy lets a principal assume the role with the external ID that it presents.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.iam.conditions import holds
from generator.iam.policy_comparison import normal_principal
from generator.iam.policy_document import PolicyDocument, Principal, Statement
from generator.iam.trust import EXTERNAL_ID, account_of, is_account_root, is_wildcard, lets_assume
from generator.iam.verdict import Verdict, all_of, any_of


@dataclass(frozen=True, slots=True)
class Decision:
    """`statements` are those that it is by, in order: the Deny that keeps out, or may; else the Allow that lets in, or
    may. None where nothing allows."""

    is_allowed: Verdict
    statements: tuple[Statement, ...] = ()


def may_assume(document: PolicyDocument, principal: Principal, external_id: str) -> Decision:
    """Whether a policy of which all is known lets a principal assume the role.

    `principal` can stand for one that is not known: an account's root for any user of it, `*` for anybody. So does
    `UNKNOWN` for the external ID that it presents. Whether a request meets other conditions cannot be said.
    """
    denied, denying = _applying(document.denying(), principal, external_id)
    if denied:
        return Decision(False, denying)
    allowed, allowing = _applying(document.allowing(), principal, external_id)
    if allowed is False:
        return Decision(False)
    return Decision(None, denying) if denied is None else Decision(allowed, allowing)


def is_about(statement: Statement, principal: Principal) -> Verdict:
    """Whether a statement is about a principal as `may_assume` takes it: for it, its account or everybody, or for all
    but some of whom it is none."""
    if statement.principals is None:
        return False
    named = statement.principals.values
    if statement.principals.is_inverted:
        return _is_left_over(named, principal)
    if any(_stands_for(one, principal) for one in named):
        return True
    return None if any(_stands_for(principal, one) for one in named) else False


def accepts(statement: Statement, external_id: str) -> Verdict:
    """Whether a request with that external ID meets all that a statement says of it; `UNKNOWN` for one not known."""
    return all_of(holds(one, external_id) for one in statement.conditions if one.key == EXTERNAL_ID)


def further_conditions(statement: Statement) -> frozenset[str]:
    """The keys of the conditions on something else than the external ID."""
    return frozenset(one.key for one in statement.conditions) - {EXTERNAL_ID}


def _applying(
    statements: tuple[Statement, ...], principal: Principal, external_id: str
) -> tuple[Verdict, tuple[Statement, ...]]:
    """Whether any of them applies, and those by which it is so."""
    verdicts = [(one, _applies(one, principal, external_id)) for one in statements]
    verdict = any_of(one for _, one in verdicts)
    return verdict, tuple(statement for statement, one in verdicts if one is verdict)


def _applies(statement: Statement, principal: Principal, external_id: str) -> Verdict:
    return all_of(
        (
            lets_assume(statement),
            is_about(statement, principal),
            accepts(statement, external_id),
            None if further_conditions(statement) else True,
        )
    )


def _stands_for(wide: Principal, narrow: Principal) -> bool:
    if is_wildcard(wide) or normal_principal(wide) == normal_principal(narrow):
        return True
    return is_account_root(wide) and account_of(wide) == account_of(narrow)


def _is_left_over(spared: frozenset[Principal], principal: Principal) -> Verdict:
    """`NotPrincipal` has to name a user and the user's account, or it *may* be about the user all the same:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html"""
    if any(is_wildcard(one) for one in spared):
        return False
    if not any(_stands_for(principal, one) for one in spared):
        return True
    is_one = not (is_wildcard(principal) or is_account_root(principal))
    has_account = any(is_account_root(one) and _stands_for(one, principal) for one in spared)
    return False if is_one and has_account else None
