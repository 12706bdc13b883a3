"""A policy of the stack is absent, or as the spec says."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration import references
from generator.diagnostics import laid_out
from generator.iam.policy_comparison import reaches_kms
from generator.iam.policy_document import parse_policy
from generator.live import names
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.account_names import AccountPolicies, namesake
from generator.live.aws.identities import LivePolicy, Policy
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, not_said, passed, warned
from generator.live.preflight.policy_changes import policy_changes
from generator.live.preflight.taken_names import name_taken
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    stack, name = subject.stack, subject.name
    declared = stack.policies.get(name)
    if declared is None or not references.is_created(declared):
        return
    arn = names.policy_arn(stack, name)
    live = ask(Policy(aws_access(stack), arn))
    if isinstance(live, NotKnown):
        yield not_known(f"whether the policy {name} exists", live)
    elif live is not None:
        yield _compared(subject, live, ask) if live.arn == arn else _taken(subject, arn, live.arn)
    else:
        yield _absent(subject, arn, ask)


def _absent(subject: Subject, arn: str, ask: Ask) -> Finding:
    """IAM finds a policy by its whole ARN, and its name can be taken all the same."""
    name = subject.name
    others = ask(AccountPolicies(aws_access(subject.stack)))
    if isinstance(others, tuple) and (taken := namesake(arn, others)):
        return _taken(subject, arn, taken)
    if subject.stack.policies[name].adopt:
        return failed(
            f"There is no policy {arn} to adopt",
            "Terraform cannot import what does not exist. Compare the name and the `path` with those in IAM; without "
            "`adopt` the policy is made.",
            "adopt",
        )
    if not isinstance(others, tuple):
        return not_known(f"whether the name of the policy {name} is free", others)
    return passed(f"There is no policy {name} yet: it will be made")


def _taken(subject: Subject, arn: str, taken: str) -> Finding:
    instead = "give the policy another name, in `policies` and in the roles that it is for."
    return name_taken("policy", subject.name, arn, taken, instead)


def _compared(subject: Subject, live: LivePolicy, ask: Ask) -> Finding:
    name = subject.name
    changes = policy_changes(subject.loaded, name, live, ask)
    if isinstance(changes, NotKnown):
        return not_known(f"whether the policy {name} is as the spec says", changes)
    found = parse_policy(live.document)
    if found is None or changes is None:
        return not_said(
            f"what the policy {name} allows",
            "its document is not one that adbkms can read",
            "Look at it in the IAM console.",
        )
    if not any(reaches_kms(one) for one in found.statements):
        return failed(
            f"The name of the policy {name} is taken: {live.arn} has nothing to do with AWS KMS",
            "It is somebody else's. Terraform would stop, or take everything out of it that it allows now. Give the "
            "policy another name in `policies` and in the roles that it is for.",
        )
    if changes:
        return warned(
            f"The next apply changes the policy {name}",
            laid_out(
                f"{live.arn} is there and different:", *(f"  - {one}" for one in changes), "See that it is meant."
            ),
        )
    return passed(f"The policy {name} exists already, as the spec says")


CHECK = Check(
    code="PRE201",
    title="A policy of the stack is absent, or as the spec says",
    kind="policy",
    explanation="""\
Terraform makes the policies in `policies`. A policy of that name that is there and allows what the spec says was made
by an earlier apply; one that differs is changed by the next, and preflight says in what. One that has nothing to do
with AWS KMS is somebody else's: give the policy another name. With `adopt` the policy has to be there.

A name is there once in an account, whatever its path and the case of its letters. Where IAM knows no policy with the
ARN of the spec, its list of the account's policies (`iam:ListPolicies`) says whether the name is free: if not, the
apply would fail (EntityAlreadyExists). Write path and name as they are there, or give the policy another name.

A key that loses a policy is out of Oracle's reach: databases that have it become inaccessible after two hours, and its
backups cannot be restored. Look at what is "allowed no longer" before the apply. IAM cannot change the description of
a policy: with another one Terraform destroys the policy and makes a new one, and in between the role does without.
Whether Terraform's state knows the policy preflight cannot see; if it does not, import it with `adopt: true`.
""",
    source="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html; "
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html (PolicyName, Description); "
    "the module aws-iam-policy",
    check=check,
)
