"""A role trusts nobody besides Oracle's user, and under no further conditions."""

from __future__ import annotations

from collections.abc import Iterator

from generator.iam.trust import EXTERNAL_ID
from generator.live.preflight.check import Check, Finding, Subject, passed, warned
from generator.live.preflight.role_trust import RoleTrust, open_trust, role_trust
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    trust = role_trust(subject, ask)
    if trust is None or isinstance(trust, Finding) or not trust.statements():
        return
    name = subject.name
    findings = []
    others = [one for one in trust.principals() if one != trust.oracle_user]
    if others and (trust.oracle_user is not None or len(others) > 1 or "*" in others):
        findings.append(
            open_trust(
                subject,
                f"The role {name} trusts others as well: {', '.join(others)}",
                "Whoever a role trusts can use the keys that it opens.",
                "oracle_user_arn",
            )
        )
    if further := _further_conditions(trust):
        findings.append(
            warned(
                f"The role {name} demands more of Oracle's user than the external ID: {', '.join(further)}",
                "Oracle does not say that its requests meet such a condition. If the database cannot reach its key, "
                "take it out of the trust policy.",
            )
        )
    yield from findings or [passed(f"The role {name} trusts nobody else")]


def _further_conditions(trust: RoleTrust) -> list[str]:
    return sorted({one.key for statement in trust.statements() for one in statement.conditions} - {EXTERNAL_ID})


CHECK = Check(
    code="PRE209",
    title="A role trusts nobody besides Oracle's user",
    kind="role",
    explanation="""\
Whoever stands in the trust policy of a role can use the keys that the role opens. A role of the stack is for one IAM
user of Oracle's, and the next apply takes out whoever else is there; a role that the spec only refers to has to be
corrected where it is made. Where the trust policy has conditions besides the external ID, such as an IP address or an
organization, this is a warning: Oracle does not say that its requests meet them.

If somebody else needs the key, give them a role of their own.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    check=check,
)
