"""The policies of a role are attached, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_role_arn
from generator.live import names
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.identities import LiveRole, LiveRolePolicies, RolePolicies
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed, warned
from generator.live.preflight.key_switch import switched_with_role
from generator.live.preflight.live_roles import is_managed, live_role
from generator.live.preflight.role_trust import trust_first
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    stack, name = subject.stack, subject.name
    live = live_role(stack, name, ask) if is_managed(stack, name) else None
    arn = parse_role_arn(live.arn) if isinstance(live, LiveRole) else None
    if arn is None:
        return
    found = ask(RolePolicies(aws_access(stack), arn.name))
    if found is None or isinstance(found, NotKnown):
        yield not_known(f"which policies the role {name} has", found)
        return
    wanted = {names.policy_arn(stack, one) for one in stack.roles[name].policies}
    findings = [*_missing(subject, wanted - set(found.attached), ask), *_others(name, wanted, found)]
    yield from findings or [passed(f"The role {name} has the policies that the spec says")]


def _missing(subject: Subject, missing: set[str], ask: Ask) -> Iterator[Finding]:
    if not missing:
        return
    summary = f"The role {subject.name} does not have {', '.join(sorted(missing))} yet"
    if needed := switched_with_role(subject.stack, subject.name, ask):
        yield failed(summary, trust_first(needed), "policies")
    else:
        yield warned(summary, "The next apply attaches it.", "policies")


def _others(name: str, wanted: set[str], found: LiveRolePolicies) -> Iterator[Finding]:
    if others := [*sorted(set(found.attached) - wanted), *(f"{one} (inline)" for one in found.inline)]:
        yield warned(
            f"The role {name} has other policies as well: {', '.join(others)}",
            "The spec does not say so, and the apply leaves them where they are. Oracle may do whatever they allow: "
            "detach what it does not need, or name it in the role's `policies`.",
            "policies",
        )


CHECK = Check(
    code="PRE205",
    title="A role has the policies that the spec says, and no others",
    kind="role",
    explanation="""\
The policies of a role are attached one by one. One that is missing is attached by the next apply; where the same apply
selects a key for a database, Oracle may ask for the key before the change is known everywhere in IAM, so apply the
stage *trust* first. Policies that the spec does not name stay attached, also inline ones: Terraform does not know
them. They allow Oracle what you may not want to allow. Detach them, or name them in the spec.
""",
    source="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy_attachment; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency",
    check=check,
)
