"""Trust policies: who may assume a role, and what they must present.

https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
"""

from __future__ import annotations

import re

from generator.iam.conditions import holds, is_understood
from generator.iam.policy_comparison import covers_action, normal_principal
from generator.iam.policy_document import UNKNOWN, Condition, PolicyDocument, Principal, Statement
from generator.iam.verdict import Verdict

_ASSUME_ROLE = "sts:AssumeRole"
# What a trust policy can allow besides: https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
_ASSUME_ROLE_OTHERWISE = ("sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity")
EXTERNAL_ID = "sts:externalid"
"""The condition key, as `Condition` has it."""
# `…IfExists` and `ForAllValues:` also hold where the request has no external ID, so they keep nobody out:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
_GUARDS = ("stringequals", "stringequalsignorecase", "stringlike")
_PRINCIPAL = re.compile(r"arn:[^:]*:(?:iam|sts)::([^:]*):(.+)", re.DOTALL)
_ACCOUNT = re.compile(r"[0-9]{12}")
EVERYBODY: Principal = ("AWS", "*")


def trusted(document: PolicyDocument) -> frozenset[Principal]:
    """Everybody whom the document lets in; whoever is only excluded (`NotPrincipal`) stands for everybody."""
    return frozenset(principal for one in document.allowing() for principal in trusted_by(one))


def trusted_by(statement: Statement) -> frozenset[Principal]:
    """Everybody whom a statement lets in."""
    if statement.principals is None:
        return frozenset()
    return frozenset([EVERYBODY]) if statement.principals.is_inverted else statement.principals.values


def whom(statement: Statement) -> str:
    """Whom a statement is for, in words: principals in order, `everybody`, or `everybody but` those whom it spares."""
    if statement.principals is None:
        return "nobody"
    names = sorted(normal_principal(one) for one in statement.principals.values)
    said = ", ".join("everybody" if one == "*" else one for one in names)
    return f"everybody but {said}" if statement.principals.is_inverted else said


def lets_assume(statement: Statement) -> bool:
    """True if the statement is about `sts:AssumeRole`, the only action that an external ID goes with."""
    return covers_action(statement.actions, _ASSUME_ROLE)


def lets_in(statement: Statement) -> bool:
    """True if the statement is about the role's being assumed, in whatever way: by `sts:AssumeRole`, with SAML, or with
    a web identity."""
    return any(covers_action(statement.actions, one) for one in (_ASSUME_ROLE, *_ASSUME_ROLE_OTHERWISE))


def external_ids(statement: Statement) -> frozenset[str] | None:
    """The external IDs of which one must be presented: those that all conditions take. None if the statement does not
    demand one. Of conditions with wildcards only, whose patterns may have something in common, it is all patterns."""
    on_id = [one for one in statement.conditions if one.key == EXTERNAL_ID]
    guards = [one for one in on_id if is_guard(one)]
    if not guards:
        return None
    if any(holds(one, UNKNOWN) is False for one in on_id):  # such as `Null`: whoever presents one is kept out
        return frozenset()
    exact = [one for one in guards if not _patterns(one)]
    return frozenset(
        value
        for guard in exact or guards
        for value in guard.values
        if value in _patterns(guard) or all(one is guard or holds(one, value) is not False for one in on_id)
    )


def demands_external_id(statement: Statement) -> Verdict:
    """Whether a statement takes nobody without one of its external IDs; None where a condition on it is of a kind that
    is not evaluated here."""
    on_id = [one for one in statement.conditions if one.key == EXTERNAL_ID]
    if any(is_guard(one) for one in on_id):
        return True
    return None if any(not is_understood(one) for one in on_id) else False


def _patterns(condition: Condition) -> frozenset[str]:
    """The values that stand for more than one."""
    if "stringlike" not in condition.operator:
        return frozenset()
    return frozenset(one for one in condition.values if one != UNKNOWN and ("*" in one or "?" in one))


def is_guard(condition: Condition) -> bool:
    """True if a condition demands one of its external IDs."""
    return condition.key == EXTERNAL_ID and condition.operator.removeprefix("foranyvalue:") in _GUARDS


def lacks_external_id(statement: Statement, own_accounts: frozenset[str], *, is_ours: bool) -> list[str]:
    """The foreign principals and users that a statement lets in without an external ID, in order. A role of something
    else (not `is_ours`) may trust everybody under conditions, such as an organization's id."""
    if not lets_assume(statement) or external_ids(statement) is not None:
        return []
    return sorted(
        normal_principal(principal)
        for principal in trusted_by(statement)
        if (is_of_another_account(principal, own_accounts) or is_user(principal))
        and (is_ours or not (is_wildcard(principal) and statement.conditions))
    )


def wildcard_external_ids(statement: Statement) -> frozenset[str]:
    """The external IDs that stand for more than one."""
    return frozenset(value for one in statement.conditions if one.key == EXTERNAL_ID for value in _patterns(one))


def all_external_ids(document: PolicyDocument) -> frozenset[str]:
    """Every external ID that the document accepts and that is known."""
    given = (external_ids(one) or frozenset() for one in document.allowing())
    return frozenset(value for values in given for value in values if value != UNKNOWN)


def has_external_id(document: PolicyDocument) -> bool:
    """True if a statement has a condition on the external ID, of whatever kind."""
    return any(condition.key == EXTERNAL_ID for one in document.statements for condition in one.conditions)


def is_wildcard(principal: Principal) -> bool:
    """True if a principal stands for more than one account."""
    type, name = principal
    return type in ("AWS", "*") and "*" in name


def account_of(principal: Principal) -> str | None:
    """The account of a principal of type `AWS`; None for others, and for the ids that AWS writes instead of names."""
    type, name = principal
    if type != "AWS":
        return None
    if _ACCOUNT.fullmatch(name):
        return name
    match = _PRINCIPAL.fullmatch(name)
    return match[1] if match else None


def is_account_root(principal: Principal) -> bool:
    """True if a principal is a whole account."""
    return account_of(principal) is not None and normal_principal(principal).endswith(":root")


def is_user(principal: Principal) -> bool:
    """True if a principal is an IAM user."""
    match = _PRINCIPAL.fullmatch(principal[1]) if principal[0] == "AWS" else None
    return bool(match and match[2].startswith("user/"))


def is_of_another_account(principal: Principal, own: frozenset[str]) -> bool:
    """True for a wildcard and for a principal of an account that is not one of `own`. Where those are not known only a
    user is taken for one of another account: that is how Oracle comes."""
    if is_wildcard(principal):
        return True
    account = account_of(principal)
    if account is None:
        return False
    return account not in own if own else is_user(principal)
