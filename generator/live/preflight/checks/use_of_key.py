"""A role may do with the keys what a database needs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.identity import policy_actions, policy_keys
from generator.live import names
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.identities import LiveRolePolicies, RolePolicies
from generator.live.preflight.allowed_actions import Judged, judged
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, not_said, passed, warned
from generator.live.preflight.context_keys import LOOK_AT_CONDITIONS, as_far_as_known
from generator.live.preflight.decisions import ESSENTIAL, FIX, Reason, full_names, key_user_actions
from generator.live.preflight.key_arns import key_arn
from generator.live.preflight.key_switch import switched_with_role
from generator.live.preflight.keys_of_role import KeyOfRole, keys_of_role, managed_policies
from generator.live.preflight.live_roles import is_awaited, is_managed, live_role
from generator.live.questions import Ask
from generator.spec import model

# What reads and writes a data key. ReEncrypt belongs to the preset, and to what its name says only.
_NEEDED = ("kms:DescribeKey", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    stack, name = subject.stack, subject.name
    if is_awaited(stack, name):
        return
    live = live_role(stack, name, ask)
    if isinstance(live, NotKnown) or (live is None and not is_managed(stack, name)):
        return  # another check says so
    for key in keys_of_role(stack, name):
        yield from _of_key(subject, key, ask)


def _of_key(subject: Subject, key: KeyOfRole, ask: Ask) -> Iterator[Finding]:
    stack, name = subject.stack, subject.name
    arn = key_arn(stack, key.name, ask, key.encryption)
    if arn is None:
        return  # another check says so
    said = f"whether the role {name} may use the key {key.name}"
    if isinstance(arn, NotKnown):
        yield not_known(said, arn)
        return
    answer = judged(stack, name, arn, _actions(stack, name, key.name), ask)
    if answer is None or isinstance(answer, NotKnown):
        yield not_known(said, answer)
        return
    findings = [
        *_refused(subject, key, answer),
        *_depending(subject, key, answer),
        *_not_yet(subject, key, answer, ask),
    ]
    yield from findings
    if answer.untold:
        yield not_said(said, f"IAM's simulator says nothing about {', '.join(answer.untold)}", "Run preflight again.")
    elif not findings:
        yield passed(f"The role {name} may use the key {key.name}")


def _refused(subject: Subject, key: KeyOfRole, answer: Judged) -> Iterator[Finding]:
    """What is refused whatever the context keys are."""
    for why in Reason:
        refused = sorted(one for one, found in answer.verdicts.items() if found.why is why and not found.depends_on)
        essential = [one for one in refused if one in ESSENTIAL]
        summary = f"The role {subject.name} may not use the key {key.name} for {', '.join(essential or refused)}: {why}"
        if essential and key.databases:
            yield failed(summary, f"{', '.join(key.databases)} could not be opened with this key. {_fix(subject, why)}")
        elif refused:
            yield warned(summary, f"{_unless(key)} {_fix(subject, why)}")


def _depending(subject: Subject, key: KeyOfRole, answer: Judged) -> Iterator[Finding]:
    """What has not been judged, since nobody gave the simulator the values of context keys."""
    databases = ", ".join(key.databases)
    without = f"If Oracle is refused it, {databases} could not be opened with this key." if databases else ""
    for why in (None, *Reason):
        found = {one: it for one, it in answer.verdicts.items() if it.why is why and it.depends_on}
        essential = sorted(ESSENTIAL.intersection(found))
        actions = ", ".join(essential or sorted(found))
        may, because = ("may", "") if why is None else ("may not", f" ({why})")
        said = f"The role {subject.name} {may} use the key {key.name} for {actions}{because}"
        if found:
            detail = f"{without if essential else ''} {LOOK_AT_CONDITIONS}".strip()
            yield warned(as_far_as_known(said, found.values()), detail)


def _fix(subject: Subject, why: Reason) -> str:
    if why is Reason.NOTHING and not is_managed(subject.stack, subject.name):
        return "The spec does not manage this role: have a policy of the role allow it where the role is made."
    return FIX[why]


def _not_yet(subject: Subject, key: KeyOfRole, answer: Judged, ask: Ask) -> list[Finding]:
    """What a database needs during the apply that allows it: mostly that goes well, also with a key that the apply
    makes, as `adbkms key rotate` has it."""
    stack, name = subject.stack, subject.name
    needed = [one for one in switched_with_role(stack, name, ask) if one in key.databases]
    awaited = sorted(ESSENTIAL.intersection(answer.awaited))
    if not needed or not awaited or not _has_policies(stack, name, ask):
        return []
    databases, keeps = ", ".join(needed), "keeps the key that it has" if len(needed) == 1 else "keep the keys they have"
    return [
        warned(
            f"The role {name} may not use the key {key.name} for {', '.join(awaited)} yet",
            f"The next apply allows it, and selects the key for {databases} as well. IAM is eventually consistent: "
            "Oracle may try the key before the change is everywhere. If so the work request fails, and "
            f"{databases} {keeps}: apply again. To be sure, apply the key and the policy first (leave "
            "`encryption.key` as `adbkms status` shows it), and select the key a minute later.",
        )
    ]


def _has_policies(stack: model.Stack, role: str, ask: Ask) -> bool:
    """False if a policy is not attached yet, which another check says."""
    attached = ask(RolePolicies(aws_access(stack), role))
    wanted = {names.policy_arn(stack, one) for one in stack.roles[role].policies}
    return not isinstance(attached, LiveRolePolicies) or wanted <= set(attached.attached)


def _unless(key: KeyOfRole) -> str:
    if key.databases:
        return "Oracle does not publish which actions its service calls; AWS's preset for key users has these."
    return "No database selects this key by the role now. Backups and clones need the key that they were made with."


def _actions(stack: model.Stack, role: str, key: str) -> tuple[str, ...]:
    """What the policies of the spec allow with the key, as far as key users need it, and what a database needs."""
    given = [
        action
        for policy in managed_policies(stack, role)
        if key in policy_keys(stack, stack.policies[policy])
        for action in policy_actions(stack.policies[policy])
    ]
    return tuple(sorted((full_names(given) & key_user_actions()) | set(_NEEDED)))


CHECK = Check(
    code="PRE210",
    title="A role may use the keys",
    kind="role",
    explanation="""\
IAM's own policy simulator says whether the role may do with a key what a database needs. A role of the stack is
judged by the policies that it will have (`iam:SimulateCustomPolicy`): those of the spec as the next apply writes them,
the others that are attached to it or inline, which the apply leaves in place, and the permissions boundary of the spec;
what the policies of the organization say is asked of the role as it is (`iam:SimulatePrincipalPolicy`). So is a role
that the spec refers to. The key policy is no part of that; other checks look at it.

Without `kms:DescribeKey` and `kms:Decrypt` no database opens, so that fails. Which other actions Oracle's service
calls is not published: where `kms:Encrypt`, `kms:GenerateDataKey` or another action of the spec's policy is refused,
and for keys that no database selects by the role, it is a warning.

Where a policy or the boundary has a condition on a context key, such as `aws:SourceIp`, nobody can tell the simulator
what Oracle's requests have there. What it says then is a warning that names the context keys, unless it would be
refused with any values.

What is refused now and the next apply allows is a warning if that apply selects the key for a database as well. IAM is
eventually consistent, so Oracle may try the key before the change is everywhere. Then the work request fails and the
database keeps the key that it has: apply again. `adbkms key rotate` adds and selects a key in one apply; to be sure,
apply the key and the policy first, and select the key afterwards.

- *Nothing allows it*: add the actions to `actions`, and the key to `keys`, of a policy of the role.
- *A policy denies it*: take the Deny out of the role's policies.
- *A permissions boundary does not allow it*: allow the actions there too; the role's policies cannot lift it.
- *A policy of the organization does not allow it*: ask those who manage it; nothing in the account can lift it.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html; "
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html (MissingContextValues); "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
    "troubleshoot.html#troubleshoot_general_eventual-consistency; "
    "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-users-crypto",
    check=check,
)
