"""The permissions boundary of a role exists, and does not keep the role from its keys."""

from __future__ import annotations

from collections.abc import Iterator

from generator.iam.policy_comparison import allows
from generator.iam.policy_document import PolicyDocument, parse_policy
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.identities import Policy
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, not_said, passed
from generator.live.preflight.decisions import ESSENTIAL
from generator.live.preflight.key_arns import key_arn
from generator.live.preflight.key_switch import databases_with_role
from generator.live.preflight.live_roles import is_managed
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    declared = subject.stack.roles.get(subject.name)
    arn = declared.permissions_boundary if declared else None
    if arn is None or not is_managed(subject.stack, subject.name):
        return
    live = ask(Policy(aws_access(subject.stack), arn))
    if isinstance(live, NotKnown):
        yield not_known(f"whether the permissions boundary {arn} exists", live)
        return
    if live is None:
        yield failed(
            f"There is no policy {arn} for a permissions boundary",
            "IAM refuses a role with a boundary that does not exist. Correct the ARN.",
            "permissions_boundary",
        )
        return
    document = parse_policy(live.document)
    if document is None:
        yield not_said(
            f"what the permissions boundary {arn} allows",
            "its document is not one that adbkms can read",
            "Look at it in the IAM console.",
        )
        return
    findings = list(_kept_out(subject, arn, document, ask))
    yield from findings or [passed(f"The permissions boundary exists: {arn}")]


def _kept_out(subject: Subject, arn: str, document: PolicyDocument, ask: Ask) -> Iterator[Finding]:
    stack = subject.stack
    selected = [stack.databases[one].encryption.key for one in databases_with_role(stack, subject.name)]
    for key in dict.fromkeys(selected):
        resource = key_arn(stack, key, ask)
        if not isinstance(resource, str):
            continue  # another check says so
        refused = [action for action in sorted(ESSENTIAL) if not allows(document, action, resource)]
        if refused:
            yield failed(
                f"The permissions boundary of {subject.name} does not allow {', '.join(refused)} with the key {key}",
                f"A role may do only what its boundary allows too, whatever its policies say. Allow it in {arn}.",
                "permissions_boundary",
            )


CHECK = Check(
    code="PRE211",
    title="The permissions boundary of a role exists and lets the role use its keys",
    kind="role",
    explanation="""\
A role may do only what both its policies and its permissions boundary allow. The boundary in the spec has to exist
when the role is made, and it has to allow `kms:DescribeKey` and `kms:Decrypt` with the keys that databases have by the
role. Conditions in the boundary are not judged; IAM's simulator judges them for a role that is there already.

Correct `permissions_boundary`, or have the boundary allow the use of the keys.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    check=check,
)
