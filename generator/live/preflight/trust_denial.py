"""What the Deny statements of a trust policy do to Oracle's user."""

from __future__ import annotations

from generator.iam.assume_role import Decision, accepts, further_conditions, is_about, may_assume
from generator.iam.conditions import in_words
from generator.iam.policy_document import DENY, UNKNOWN, Statement
from generator.iam.trust import EXTERNAL_ID, whom
from generator.live.preflight.check import Finding, Subject, not_said, warned
from generator.live.preflight.role_trust import RoleTrust, wrong_trust
from generator.live.questions import Ask


def trust_denial(subject: Subject, trust: RoleTrust, ask: Ask) -> Finding | None:
    """The finding where a Deny keeps Oracle's user out of the role, or may; None where none does."""
    said = f"trust policy of the role {subject.name} denies Oracle's user the role"
    decisions = {who: [may_assume(trust.document, who, one) for one in trust.presented] for who in trust.oracle()}
    denying = [found for given in decisions.values() if (found := _by_deny(given, is_allowed=False))]
    if denying and len(denying) == len(decisions):
        return wrong_trust(
            subject,
            ask,
            f"The {said}",
            f"It has a Deny for {', and one for '.join(map(_described, denying[0]))}. A Deny wins over what allows.",
            "oracle_user_arn",
        )
    if denying:
        return not_said(f"whether the {said}", *_which_principal(denying[0][0]))
    doubtful = [one for given in decisions.values() for one in _by_deny(given, is_allowed=None)]
    for one in doubtful:
        if doubt := _doubt(one, trust):
            return not_said(f"whether the {said}", *doubt)
    if keys := sorted({key for one in doubtful for key in further_conditions(one)}):
        return warned(
            f"The {said} under conditions: {', '.join(keys)}",
            "A Deny wins over what allows. See whether Oracle's requests meet its conditions; if they may, take it out "
            "of the trust policy.",
        )
    return None


def _by_deny(decisions: list[Decision], *, is_allowed: bool | None) -> list[Statement]:
    given = (statement for one in decisions if one.is_allowed is is_allowed for statement in one.statements)
    return list(dict.fromkeys(one for one in given if one.effect == DENY))


def _doubt(statement: Statement, trust: RoleTrust) -> tuple[str, str] | None:
    """Why nobody can say whether a Deny is for Oracle, and what to do; None if its further conditions say that."""
    for who in trust.oracle():
        for external_id in trust.presented:
            about, accepted = is_about(statement, who), accepts(statement, external_id)
            if about is False or accepted is False:
                continue
            if accepted is None:
                return _which_external_id(statement, external_id)
            if about is None:
                return _which_principal(statement) if trust.oracle_user is None else _without_account(statement)
    return None


def _which_external_id(statement: Statement, external_id: str) -> tuple[str, str]:
    if external_id == UNKNOWN:
        return (
            f"it has a Deny for {_described(statement)}, and the spec does not say the OCID that Oracle presents",
            "A Deny wins over what allows. Give `oci.tenancy_id`, or the `ocid` of the databases; `adbkms discover` "
            "finds both.",
        )
    return (
        f"it has a Deny for {_described(statement)}, which adbkms cannot compare with an OCID",
        f"A Deny wins over what allows. See whether {external_id} meets the condition; if it may, take the Deny out of "
        "the trust policy.",
    )


def _which_principal(statement: Statement) -> tuple[str, str]:
    return (
        f"it has a Deny for {_described(statement)}, and the spec does not say which principal is Oracle's user",
        "A Deny wins over what allows. Compare with what the database shows: SELECT * FROM CLOUD_INTEGRATIONS, "
        "`aws_user_arn`.",
    )


def _without_account(statement: Statement) -> tuple[str, str]:
    return (
        f"it has a Deny for {_described(statement)}, which names Oracle's user without its account",
        "AWS may look at the account first, and deny all of it. Add the root of the account to `NotPrincipal`, or take "
        "the Deny out of the trust policy.",
    )


def _described(statement: Statement) -> str:
    """Whom a Deny is for, and its conditions on the external ID."""
    conditions = " and ".join(sorted(in_words(one) for one in statement.conditions if one.key == EXTERNAL_ID))
    return f"{whom(statement)} under sts:ExternalId {conditions}" if conditions else whom(statement)
