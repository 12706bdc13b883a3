"""A role may do with the keys what a database needs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration import references
from generator.configuration.identity import policy_actions, policy_keys
from generator.live import names
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.identities import LiveRolePolicies, RolePolicies
from generator.live.preflight.allowed_actions import Judged, judged
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, not_said, passed, warned
from generator.live.preflight.decisions import ESSENTIAL, FIX, Reason, full_names, key_user_actions
from generator.live.preflight.key_arns import is_stand_in, key_arn
from generator.live.preflight.key_switch import databases_with_role, switched_with_role
from generator.live.preflight.live_roles import is_awaited, is_managed, live_role
from generator.live.preflight.role_trust import trust_first
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
    for key in _keys(stack, name):
        yield from _of_key(subject, key, ask)


def _keys(stack: model.Stack, role: str) -> list[str]:
    """The keys that databases have by the role, and those that its policies are for, once each."""
    selected = [stack.databases[one].encryption.key for one in databases_with_role(stack, role)]
    policies = [stack.policies[one] for one in _managed_policies(stack, role)]
    return list(dict.fromkeys([*selected, *(key for policy in policies for key in policy_keys(stack, policy))]))


def _managed_policies(stack: model.Stack, role: str) -> list[str]:
    declared = stack.roles.get(role)
    return [one for one in declared.policies if references.is_created(stack.policies.get(one))] if declared else []


def _of_key(subject: Subject, key: str, ask: Ask) -> Iterator[Finding]:
    stack, name = subject.stack, subject.name
    arn = key_arn(stack, key, ask)
    if arn is None:
        return  # another check says so
    said = f"whether the role {name} may use the key {key}"
    if isinstance(arn, NotKnown):
        yield not_known(said, arn)
        return
    answer = judged(stack, name, arn, _actions(stack, name, key), ask)
    if answer is None or isinstance(answer, NotKnown):
        yield not_known(said, answer)
        return
    databases = [one for one in databases_with_role(stack, name) if stack.databases[one].encryption.key == key]
    for why in Reason:
        refused = sorted(action for action, found in answer.refused.items() if found is why)
        essential = [one for one in refused if one in ESSENTIAL]
        summary = f"The role {name} may not use the key {key} for {', '.join(essential or refused)}: {why}"
        if essential and databases:
            yield failed(summary, f"{', '.join(databases)} could not be opened with this key. {_fix(subject, why)}")
        elif refused:
            yield warned(summary, f"{_unless(databases)} {_fix(subject, why)}")
    findings = _not_yet(subject, key, answer, ask)
    yield from findings
    if answer.untold:
        yield not_said(said, f"IAM's simulator says nothing about {', '.join(answer.untold)}", "Run preflight again.")
    elif not answer.refused and not findings:
        yield passed(f"The role {name} may use the key {key}")


def _fix(subject: Subject, why: Reason) -> str:
    if why is Reason.NOTHING and not is_managed(subject.stack, subject.name):
        return "The spec does not manage this role: have a policy of the role allow it where the role is made."
    return FIX[why]


def _not_yet(subject: Subject, key: str, answer: Judged, ask: Ask) -> list[Finding]:
    """What a database needs during the apply that allows it. Of a key that this apply makes nobody expects more."""
    stack, name = subject.stack, subject.name
    needed = [one for one in switched_with_role(stack, name, ask) if stack.databases[one].encryption.key == key]
    awaited = sorted(ESSENTIAL.intersection(answer.awaited))
    arn = key_arn(stack, key, ask)
    if not (needed and awaited and isinstance(arn, str)) or is_stand_in(arn) or not _has_policies(stack, name, ask):
        return []
    summary = f"The role {name} may not use the key {key} for {', '.join(awaited)} yet"
    detail = f"Its policies are not as the spec says; the next apply changes them. {trust_first(needed)}"
    return [failed(summary, detail)]


def _has_policies(stack: model.Stack, role: str, ask: Ask) -> bool:
    """False if a policy is not attached yet, which another check says."""
    attached = ask(RolePolicies(aws_access(stack), role))
    wanted = {names.policy_arn(stack, one) for one in stack.roles[role].policies}
    return not isinstance(attached, LiveRolePolicies) or wanted <= set(attached.attached)


def _unless(databases: list[str]) -> str:
    if databases:
        return "Oracle does not publish which actions its service calls; AWS's preset for key users has these."
    return "No database selects this key by the role now. Backups and clones need the key that they were made with."


def _actions(stack: model.Stack, role: str, key: str) -> tuple[str, ...]:
    """What the policies of the spec allow with the key, as far as key users need it, and what a database needs."""
    given = [
        action
        for policy in _managed_policies(stack, role)
        if key in policy_keys(stack, stack.policies[policy])
        for action in policy_actions(stack.policies[policy])
    ]
    return tuple(sorted((full_names(given) & key_user_actions()) | set(_NEEDED)))


CHECK = Check(
    code="PRE210",
    title="A role may use the keys",
    kind="role",
    explanation="""\
IAM's own policy simulator says whether the role may do with a key what a database needs: the role as it is, with its
permissions boundary and the policies of the organization (`iam:SimulatePrincipalPolicy`), and the policies that the
next apply makes or changes, as the spec has them (`iam:SimulateCustomPolicy`). The key policy is no part of that;
other checks look at it.

Without `kms:DescribeKey` and `kms:Decrypt` no database opens, so that fails. Which other actions Oracle's service
calls is not published: where `kms:Encrypt`, `kms:GenerateDataKey` or another action of the spec's policy is refused,
and for keys that no database selects by the role, it is a warning.

What nothing allows now and the next apply does, fails too if that apply selects the key for a database: IAM is
eventually consistent. Apply the stage *trust* first.

- *Nothing allows it*: add the actions to `actions`, and the key to `keys`, of a policy of the role.
- *A policy denies it*: take the Deny out of the role's policies.
- *A permissions boundary does not allow it*: allow the actions there too; the role's policies cannot lift it.
- *A policy of the organization does not allow it*: ask those who manage it; nothing in the account can lift it.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html; "
    "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-users-crypto",
    check=check,
)
