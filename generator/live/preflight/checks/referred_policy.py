"""A policy that the spec refers to exists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration import references
from generator.live import names
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.identities import Policy
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    declared = subject.stack.policies.get(subject.name)
    if references.is_created(declared):
        return
    arn = names.policy_arn(subject.stack, subject.name)
    live = ask(Policy(aws_access(subject.stack), arn))
    if isinstance(live, NotKnown):
        yield not_known(f"whether the policy {arn} exists", live)
    elif live is None:
        yield failed(
            f"There is no policy {arn}",
            "Terraform could not attach it. Correct the ARN, with its path, or declare the policy in `policies` to "
            "have it made.",
            *(("arn",) if declared else ()),
        )
    else:
        yield passed(f"The policy exists: {arn}")


CHECK = Check(
    code="PRE202",
    title="A policy that the spec refers to exists",
    kind="policy",
    explanation="""\
A policy with `arn`, or an ARN among a role's `policies`, is there before the apply. IAM has no such policy, so
attaching it would fail. Compare the ARN with the one in the IAM console; the path is a part of it.
""",
    source="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html",
    check=check,
)
