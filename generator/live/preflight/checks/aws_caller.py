"""The AWS credentials belong to the stack's account."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.caller import Caller
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    wanted = subject.stack.aws.account_id
    caller = ask(Caller(aws_access(subject.stack)))
    if caller is None or isinstance(caller, NotKnown):
        yield not_known(f"who the AWS credentials of {subject.name} belong to", caller)
    elif caller.account_id == wanted:
        yield passed(f"The AWS account is {wanted}, as {caller.arn}")
    else:
        yield failed(
            f"The AWS credentials are those of the account {caller.account_id}, and the stack is in {wanted}",
            f"They belong to {caller.arn}. Terraform would stop as well (`allowed_account_ids`), and nothing else has "
            "been asked there. Set `aws.profile` or `aws.assume_role_arn` of the stack, or AWS_PROFILE, so that they "
            f"lead to {wanted}; or correct `aws.account_id`.",
            "aws",
            "account_id",
        )


CHECK = Check(
    code="PRE101",
    title="The AWS credentials belong to the stack's account",
    kind="stack",
    explanation="""\
The stack says which account it lives in (`aws.account_id`); AWS says whom the credentials belong to
(`sts:GetCallerIdentity`, which everybody may ask). In another account nothing else is asked: what is absent there says
nothing about the right one. Terraform stops at the same point, by the provider's `allowed_account_ids`.

Choose other credentials with `aws.profile` or `aws.assume_role_arn` of the stack, or with AWS_PROFILE. If the account
in the spec is the wrong one, correct it.
""",
    source="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html",
    check=check,
)
