"""A key policy lets the roles of the databases use the key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.facts.arn import parse_role_arn
from generator.iam.assume_role import is_about
from generator.iam.policy_comparison import covers_action, normal_principal
from generator.iam.policy_document import PolicyDocument, Principal, Statement
from generator.iam.trust import account_of, is_account_root, is_wildcard, trusted_by
from generator.iam.verdict import Verdict, any_of
from generator.live.preflight.check import Check, Finding, Subject, failed, passed, warned
from generator.live.preflight.key_policies import is_managed, key_policy, roles_of_key
from generator.live.questions import Ask

_SESSION = re.compile(r"arn:[^:]+:sts::([0-9]{12}):assumed-role/([^/]+)/.+")
_USED = ("kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    roles = roles_of_key(subject.stack, subject.name)
    what = f"whether the policy of the key {subject.name} lets the roles in"
    found = key_policy(subject, what, ask, _to_look_for(roles))
    if found is None or isinstance(found, Finding):
        yield from [found] if found else []
        return
    live, document = found
    findings = [one for statement in document.denying() if (one := _denied(subject, statement, roles))]
    findings += [one for role in roles if (one := _not_admitted(subject, document, live.account_id, role))]
    yield from findings or [passed(f"The policy of the key {subject.name} denies no role what it needs")]


def _to_look_for(roles: list[str]) -> str:
    return (
        f"See there that it allows {', '.join(roles) or 'the roles of the databases'} {', '.join(_USED)}, and denies "
        "none of it: across accounts both the role's policy and the key's have to allow it."
    )


def _denied(subject: Subject, statement: Statement, roles: list[str]) -> Finding | None:
    actions = [action for action in _USED if covers_action(statement.actions, action)]
    is_hit = _hits(statement, roles)
    if not actions or is_hit is False:
        return None
    summary = f"The policy of the key {subject.name} denies {', '.join(actions)}"
    detail = f"It does so to {_named(statement, roles)}, and a Deny wins over every policy that allows."
    if is_managed(subject.stack, subject.name):
        return warned(summary, f"{detail} The next apply writes the key policy without it.")
    if is_hit is None:
        return warned(summary, f"{detail} It may do so to the role as well: AWS looks at the account of a role too.")
    if statement.conditions:
        return warned(summary, f"{detail} It has conditions: see whether they are about Oracle's requests.")
    return failed(
        summary, f"{detail} Take it out of the key policy, or let it spare the role (`aws kms put-key-policy`)."
    )


def _hits(statement: Statement, roles: list[str]) -> Verdict:
    """Whether one of the roles is among those whom a Deny is for."""
    if statement.principals is None:
        return False
    if statement.principals.is_inverted:
        return any_of(is_about(statement, ("AWS", one)) for one in roles) if roles else True
    return any(_is_one_of(one, roles) for one in statement.principals.values)


def _is_one_of(principal: Principal, roles: list[str]) -> bool:
    if is_wildcard(principal) or normal_principal(principal) in roles:
        return True
    if any(_is_session(principal, one) for one in roles):
        return True
    accounts = {account_of(("AWS", one)) for one in roles}
    return is_account_root(principal) and (not roles or account_of(principal) in accounts)


def _is_session(principal: Principal, role: str) -> bool:
    """True for `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION` of a role, which has no path there."""
    found, parsed = _SESSION.fullmatch(principal[1]), parse_role_arn(role)
    return bool(found and parsed and (found[1], found[2]) == (parsed.account_id, parsed.name))


def _named(statement: Statement, roles: list[str]) -> str:
    principals = statement.principals
    if principals and principals.is_inverted:
        return "everybody but " + ", ".join(sorted(normal_principal(one) for one in principals.values))
    hit = sorted(normal_principal(one) for one in trusted_by(statement) if _is_one_of(one, roles))
    return ", ".join("everybody" if one == "*" else one for one in hit)


def _not_admitted(subject: Subject, document: PolicyDocument, account_id: str, role: str) -> Finding | None:
    """Across accounts IAM policies alone are not enough: the key policy has to let the other account in."""
    parsed = parse_role_arn(role)
    if parsed is None or parsed.account_id == account_id:
        return None
    wanted = {role, f"arn:{parsed.partition}:iam::{parsed.account_id}:root", "*"}
    allowing = [one for one in document.allowing() if wanted & {normal_principal(who) for who in trusted_by(one)}]
    missing = [action for action in _USED if not any(covers_action(one.actions, action) for one in allowing)]
    if not missing:
        return None
    return failed(
        f"The policy of the key {subject.name} does not allow {role} {', '.join(missing)}",
        f"The key is in the account {account_id}, the role in {parsed.account_id}. Across accounts both the role's "
        "policy and the key's have to allow it. Have the key's account add the role as a principal to the key policy.",
    )


CHECK = Check(
    code="PRE109",
    title="A key policy lets the roles use the key",
    kind="key",
    explanation="""\
A Deny in a key policy wins over whatever allows: for the role of a database, for its account's root or for everybody
it keeps Oracle from the key, and the databases that have the key are inaccessible after two hours. A Deny under
conditions is a warning: whether Oracle's requests meet them preflight cannot know. So is one in the policy of a key
that the stack manages: the apply writes that policy anew.

For a role of another account the key policy has to allow its use as well: there IAM policies alone are not enough.
Correct the key policy (`aws kms put-key-policy`), or have it corrected where the key is made. The policy of a key in
another account than the stack's can be read only there (`kms:GetKeyPolicy` is not for other accounts): that is a
warning with what to look for.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html; "
    "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html; "
    "https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html",
    check=check,
)
