"""A trust policy does not come to allow more than before."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.changed_documents import trust_policies
from generator.guard.rule import Finding, Rule
from generator.guard.trust_comparison import wider_trust

_SHOWN = 3


def check(case: Case) -> Iterator[Finding]:
    for one in trust_policies(case):
        if one.before is None or one.after is None:
            continue
        found = wider_trust(
            one.before, one.after, case.own_accounts_of(one.resource), is_ours=case.is_ours(one.resource)
        )
        if found:
            more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            yield Finding(
                one.resource.address,
                "The trust policy would allow more than before",
                f"{'; '.join(found[:_SHOWN])}{more}. Oracle's user needs sts:AssumeRole and nothing else; keep what "
                "the trust policy demanded of whoever assumes the role.",
            )


RULE = Rule(
    code="GRD305",
    title="A trust policy allows more than before",
    explanation="""\
A trust policy can demand more than the external ID, such as an address (`aws:SourceIp`) or a principal's ARN. When
such a condition goes or becomes weaker, the same principal can assume the role where it could not. `sts:*` or
`sts:TagSession` in the place of `sts:AssumeRole` let it give the session tags, which other policies may go by. A Deny
that goes opens what it closed.

Keep the conditions, and `sts:AssumeRole` as the only action. If the change is meant, let it pass visibly.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
    check=check,
)
