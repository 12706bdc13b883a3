"""A role trusts nobody besides Oracle's user, and under no further conditions."""

from __future__ import annotations

from collections.abc import Iterator

from generator.iam.assume_role import further_conditions
from generator.iam.policy_comparison import normal_principal
from generator.iam.trust import account_of, is_account_root, is_user, is_wildcard
from generator.live.preflight.check import Check, Finding, Subject, passed, warned
from generator.live.preflight.role_trust import RoleTrust, open_trust, role_trust
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    trust = role_trust(subject, ask)
    if trust is None or isinstance(trust, Finding) or not trust.statements():
        return
    name = subject.name
    findings = []
    oracles, accounts = _oracles_user(trust), _whole_accounts(trust)
    if others := [one for one in trust.principals() if one not in (*oracles, *accounts)]:
        so = "others as well" if oracles else "others than one IAM user of another account"
        findings.append(
            open_trust(
                subject,
                f"The role {name} trusts {so}: {', '.join(others)}",
                "Whoever a role trusts can use the keys that it opens; Oracle comes as one IAM user.",
                "oracle_user_arn",
            )
        )
    if accounts:
        findings.append(
            open_trust(
                subject,
                f"The role {name} trusts a whole account: {', '.join(accounts)}",
                "That is every user and role whom the account lets assume it, and whoever a role trusts can use the "
                "keys that it opens. Oracle's user is one of them, and needs it alone.",
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


def _oracles_user(trust: RoleTrust) -> list[str]:
    """Oracle's user. Where the spec does not say it, the only user of another account; none if there are more."""
    if trust.oracle_user is not None:
        return [trust.oracle_user]
    users = [normal_principal(one) for one in trust.oracle() if is_user(one) and not is_wildcard(one)]
    return users if len(users) == 1 else []


def _whole_accounts(trust: RoleTrust) -> list[str]:
    """The roots of the accounts that Oracle's user is of, or may be."""
    accounts = {account_of(one) for one in trust.oracle()}
    given = ((one, ("AWS", one)) for one in trust.principals())
    return [name for name, one in given if is_account_root(one) and account_of(one) in accounts]


def _further_conditions(trust: RoleTrust) -> list[str]:
    return sorted({key for statement in trust.statements() for key in further_conditions(statement)})


CHECK = Check(
    code="PRE209",
    title="A role trusts nobody besides Oracle's user",
    kind="role",
    explanation="""\
Whoever stands in the trust policy of a role can use the keys that the role opens. A role of the stack is for one IAM
user of Oracle's, and the next apply takes out whoever else is there; a role that the spec only refers to has to be
corrected where it is made. Whoever may assume the role in whatever way counts: also an AWS service, and by a web
identity or SAML, as Oracle never does.

Where the spec does not say Oracle's user, it is taken for the one IAM user of another account; roles, roots and
wildcards are not. The root of Oracle's account works, and stands for every user and role of it. Where the trust policy
has conditions besides the external ID, such as an IP address or an organization, this is a warning: Oracle does not say
that its requests meet them.

If somebody else needs the key, give them a role of their own.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html; "
    "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html; "
    "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html",
    check=check,
)
