"""A role trusts Oracle's user."""

from __future__ import annotations

from collections.abc import Iterator

from generator.iam.policy_comparison import normal_principal
from generator.live.preflight.check import Check, Finding, Subject, passed
from generator.live.preflight.role_trust import RoleTrust, role_trust, wrong_trust
from generator.live.preflight.trust_denial import trust_denial
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
    else:
        trusted = ", ".join(map(normal_principal, trust.oracle()))
        yield trust_denial(subject, trust, ask) or passed(f"The role {name} trusts {trusted}")


def _deleted_user(trust: RoleTrust) -> str:
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-users"""
    if not any(one.startswith("AIDA") for one in trust.principals()):
        return ""
    return " AWS writes an id that begins with AIDA where the user is gone, also if there is a new one of its name."


CHECK = Check(
    code="PRE206",
    title="A role trusts Oracle's user",
    kind="role",
    explanation="""\
Oracle comes as an IAM user of its own, which the database names in CLOUD_INTEGRATIONS (`aws_user_arn` or `aws_arn`);
in the spec it is `oracle_user_arn`. The trust policy of the role has another principal, or a Deny for Oracle's user, so
Oracle cannot assume it and does not reach the key. The root of Oracle's account stands for the user, in an Allow and in
a Deny; a Deny with `NotPrincipal` is for everybody whom it does not name, and has to name the user and that root.

If the spec is right, the next apply corrects the trust policy; but not in the same apply that selects a key, because
IAM is eventually consistent. Apply the stage *trust* first. A Deny that spares the external ID that Oracle presents
counts for nothing; one under conditions on something else is a warning. If the spec is wrong, correct
`oracle_user_arn`; `adbkms discover` asks the database for it. A role that the spec only refers to has to be corrected
where it is made.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, prerequisites; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
    check=check,
)
