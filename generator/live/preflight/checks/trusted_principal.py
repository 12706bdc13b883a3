"""A role trusts Oracle's user."""

from __future__ import annotations

from collections.abc import Iterator

from generator.iam.policy_comparison import normal_principal
from generator.iam.policy_document import Condition, Statement
from generator.iam.trust import EXTERNAL_ID, is_wildcard, lets_assume, trusted_by
from generator.live.preflight.check import Check, Finding, Subject, passed, warned
from generator.live.preflight.role_trust import RoleTrust, role_trust, wrong_trust
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    trust = role_trust(subject, ask)
    if trust is None or isinstance(trust, Finding):
        yield from [trust] if trust else []
        return
    name, wanted = subject.name, trust.oracle_user or "an IAM user of Oracle's"
    if not trust.statements():
        yield wrong_trust(
            subject,
            ask,
            f"The role {name} does not trust {wanted}",
            f"It trusts {', '.join(trust.principals()) or 'nobody'}.{_deleted_user(trust)} Oracle could not assume it. "
            "Compare with what the database shows: SELECT * FROM CLOUD_INTEGRATIONS, `aws_user_arn`.",
            "oracle_user_arn",
        )
    elif _is_denied(trust):
        yield wrong_trust(
            subject,
            ask,
            f"The trust policy of the role {name} denies Oracle's user the role",
            "A Deny without conditions wins over what allows.",
            "oracle_user_arn",
        )
    elif conditions := _conditions_of_denial(trust):
        yield warned(
            f"The trust policy of the role {name} denies Oracle's user the role under conditions: "
            f"{', '.join(conditions)}",
            "A Deny wins over what allows. See whether Oracle's requests meet its conditions; if they may, take it out "
            "of the trust policy.",
        )
    else:
        yield passed(f"The role {name} trusts {wanted if trust.oracle_user else ', '.join(trust.principals())}")


def _deleted_user(trust: RoleTrust) -> str:
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-users"""
    if not any(one.startswith("AIDA") for one in trust.principals()):
        return ""
    return " AWS writes an id that begins with AIDA where the user is gone, also if there is a new one of its name."


def _is_denied(trust: RoleTrust) -> bool:
    return any(not one.conditions for one in _denials(trust))


def _conditions_of_denial(trust: RoleTrust) -> list[str]:
    """Under which keys Oracle's user is denied the role; none of a Deny for all but the right external ID."""
    return sorted(
        {
            condition.key
            for one in _denials(trust)
            if not any(_spares_oracle(condition, trust) for condition in one.conditions)
            for condition in one.conditions
        }
    )


def _spares_oracle(condition: Condition, trust: RoleTrust) -> bool:
    is_negated = condition.operator in ("stringnotequals", "stringnotequalsignorecase", "stringnotlike")
    return condition.key == EXTERNAL_ID and is_negated and set(trust.external_ids) <= set(condition.values)


def _denials(trust: RoleTrust) -> list[Statement]:
    user = trust.oracle_user
    return [
        one
        for one in trust.document.denying()
        if one.principals is not None
        and not one.principals.is_inverted
        and lets_assume(one)
        and any(is_wildcard(who) or normal_principal(who) == user for who in trusted_by(one))
    ]


CHECK = Check(
    code="PRE206",
    title="A role trusts Oracle's user",
    kind="role",
    explanation="""\
Oracle comes as an IAM user of its own, which the database names in CLOUD_INTEGRATIONS (`aws_user_arn` or `aws_arn`);
in the spec it is `oracle_user_arn`. The trust policy of the role has another principal, so Oracle cannot assume it and
does not reach the key.

If the spec is right, the next apply corrects the trust policy; but not in the same apply that selects a key, because
IAM is eventually consistent. Apply the stage *trust* first. A Deny under conditions is a warning, unless it spares
whoever presents the right external ID. If the spec is wrong, correct `oracle_user_arn`; `adbkms
discover` asks the database for it. A role that the spec only refers to has to be corrected where it is made.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, prerequisites; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    check=check,
)
