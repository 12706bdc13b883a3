"""The permissions boundary of a role exists, and does not keep the role from its keys."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.iam.policy_document import parse_policy
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.identities import LivePolicy, Policy
from generator.live.aws.simulation import SimulatedPolicies
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, not_said, passed, warned
from generator.live.preflight.context_keys import LOOK_AT_CONDITIONS, as_far_as_known
from generator.live.preflight.decisions import ESSENTIAL
from generator.live.preflight.key_arns import key_arn
from generator.live.preflight.keys_of_role import KeyOfRole, selected_keys
from generator.live.preflight.live_roles import is_managed
from generator.live.preflight.role_documents import RoleDocuments
from generator.live.questions import Ask

# Within it the boundary alone decides: what the role's own policies allow is the business of another check.
_EVERYTHING = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})


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
    if parse_policy(live.document) is None:
        yield not_said(
            f"what the permissions boundary {arn} allows",
            "its document is not one that adbkms can read",
            "Look at it in the IAM console.",
        )
        return
    findings = [one for key in selected_keys(subject.stack, subject.name) for one in _of_key(subject, live, key, ask)]
    yield from findings or [passed(f"The permissions boundary exists: {arn}")]


def _of_key(subject: Subject, boundary: LivePolicy, key: KeyOfRole, ask: Ask) -> Iterator[Finding]:
    resource = key_arn(subject.stack, key.name, ask, key.encryption)
    if not isinstance(resource, str):
        return  # another check says so
    documents = RoleDocuments((_EVERYTHING,), boundary.document)
    access, actions = aws_access(subject.stack), tuple(sorted(ESSENTIAL))
    decisions = ask(SimulatedPolicies(access, documents.policies, actions, resource, documents.boundary))
    if decisions is None or isinstance(decisions, NotKnown):
        yield not_known(
            f"whether the permissions boundary of {subject.name} allows the use of the key {key.name}", decisions
        )
        return
    verdicts = {one.action: documents.verdict(one, resource) for one in decisions}
    refused = [one for one, found in verdicts.items() if found.why and not found.depends_on]
    if refused:
        yield failed(
            f"The permissions boundary of {subject.name} does not allow {', '.join(refused)} with the key {key.name}",
            f"A role may do only what its boundary allows too, whatever its policies say. Allow it in {boundary.arn}.",
            "permissions_boundary",
        )
    for does, is_refused in (("allows", False), ("does not allow", True)):
        found = {one: it for one, it in verdicts.items() if bool(it.why) is is_refused and it.depends_on}
        said = f"The permissions boundary of {subject.name} {does} {', '.join(found)} with the key {key.name}"
        if found:
            yield warned(as_far_as_known(said, found.values()), LOOK_AT_CONDITIONS, "permissions_boundary")


CHECK = Check(
    code="PRE211",
    title="The permissions boundary of a role exists and lets the role use its keys",
    kind="role",
    explanation="""\
A role may do only what both its policies and its permissions boundary allow. The boundary in the spec has to exist
when the role is made, and it has to allow `kms:DescribeKey` and `kms:Decrypt` with the keys that databases have by the
role. IAM's policy simulator says whether it does (`iam:SimulateCustomPolicy`). Where that depends on a condition of the
boundary, on a context key such as `aws:PrincipalTag/team`, it is a warning that names the key, unless the boundary
would not allow it with any value.

Correct `permissions_boundary`, or have the boundary allow the use of the keys.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    check=check,
)
