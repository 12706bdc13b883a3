"""A role demands an external ID."""

from __future__ import annotations

from collections.abc import Iterator

from generator.iam.trust import demands_external_id
from generator.iam.verdict import all_of
from generator.live.preflight.check import Check, Finding, Subject, not_said, passed
from generator.live.preflight.role_trust import open_trust, role_trust
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    trust = role_trust(subject, ask)
    if trust is None or isinstance(trust, Finding):
        return
    statements = trust.statements()
    if not statements:  # another check says so
        return
    is_demanded = all_of(demands_external_id(one) for one in statements)
    if is_demanded is False:
        yield open_trust(
            subject,
            f"The role {subject.name} lets Oracle's user in without an external ID",
            "Oracle's user works for every tenancy: without the condition another customer's database could use the "
            "key. "
            'The trust policy needs {"StringEquals": {"sts:ExternalId": OCID}}; StringEqualsIfExists does not count.',
            "external_id",
        )
    elif is_demanded is None:
        yield not_said(
            f"whether the role {subject.name} lets Oracle's user in with an external ID only",
            "adbkms does not know what its condition on sts:ExternalId demands",
            'The trust policy needs {"StringEquals": {"sts:ExternalId": OCID}}.',
        )
    else:
        yield passed(f"The role {subject.name} lets Oracle's user in with an external ID only")


CHECK = Check(
    code="PRE208",
    title="A role lets Oracle's user in with an external ID only",
    kind="role",
    explanation="""\
Oracle's user works for every tenancy. What keeps the databases of others from your key is the condition
`sts:ExternalId` in the trust policy, with `StringEquals`. A statement without it, or with `StringEqualsIfExists`, also
lets in whoever presents no external ID or another one: the confused deputy.

The next apply puts the condition in for a role of the stack. A role that the spec only refers to has to be corrected
where it is made.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    check=check,
)
