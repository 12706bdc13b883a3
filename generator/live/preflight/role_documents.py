"""The policies that a role will have once the next apply is done, by their documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.configuration import references
from generator.iam.policy_comparison import allows, covers
from generator.iam.policy_document import merged, parse_policy
from generator.live import names
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.identities import InlinePolicy, LivePolicy, LiveRolePolicies, Policy, RolePolicies
from generator.live.aws.simulation import LiveDecision
from generator.live.preflight.decisions import Verdict, verdict
from generator.live.preflight.rendered_policies import rendered_policy
from generator.live.questions import Ask
from generator.spec import model


@dataclass(frozen=True)
class RoleDocuments:
    """Each is JSON; `boundary` is that of the permissions boundary, None where the role has none."""

    policies: tuple[str, ...]
    boundary: str | None = None

    def can_allow(self, action: str, key_arn: str) -> bool:
        """False if they refuse an action on a key whatever the values of context keys."""
        return all(_can_allow(documents, action, key_arn) for documents in self._all())

    def must_allow(self, action: str, key_arn: str) -> bool:
        """True if they allow an action on a key whatever the values of context keys."""
        return all(_must_allow(documents, action, key_arn) for documents in self._all())

    def verdict(self, decision: LiveDecision, key_arn: str) -> Verdict:
        """What the simulator's decision by these documents says."""
        can, must = self.can_allow(decision.action, key_arn), self.must_allow(decision.action, key_arn)
        return verdict(decision, can_be_allowed=can, must_be_allowed=must)

    def _all(self) -> list[tuple[str, ...]]:
        """The policies, and the boundary if there is one: both have to allow what is done."""
        return [self.policies, *([] if self.boundary is None else [(self.boundary,)])]


def _can_allow(documents: Iterable[str], action: str, key_arn: str) -> bool:
    parsed = [parse_policy(one) for one in documents]
    known = [one for one in parsed if one is not None]
    # A policy variable, `${aws:PrincipalTag/key}`, can stand for any text.
    has_variables = any("${" in one for one in documents)
    return has_variables or len(known) < len(parsed) or allows(merged(known), action, key_arn)


def _must_allow(documents: Iterable[str], action: str, key_arn: str) -> bool:
    parsed = [parse_policy(one) for one in documents]
    known = [one for one in parsed if one is not None]
    if len(known) < len(parsed) or any("${" in one for one in documents):
        return False
    document = merged(known)
    no_keys: frozenset[str] = frozenset()
    return any(not one.conditions and covers(one, action, key_arn, no_keys) for one in document.allowing()) and not any(
        covers(one, action, key_arn, no_keys) for one in document.denying()
    )


def role_documents(stack: model.Stack, role: str, ask: Ask, *, exists: bool) -> RoleDocuments | NotKnown:
    """Of a role in `roles` that the stack manages: the policies of the spec, as the apply writes them; of a role that
    exists also those that the apply leaves in place; and the permissions boundary of the spec. What does not exist is
    left out: another check says so."""
    found: list[str] = []
    for policy in stack.roles[role].policies:
        document = _by_spec(stack, policy, ask)
        if isinstance(document, NotKnown):
            return document
        found += [document] if document else []
    left = _left_in_place(stack, role, ask) if exists else []
    if isinstance(left, NotKnown):
        return left
    arn = stack.roles[role].permissions_boundary
    boundary = _managed(stack, arn, ask) if arn else None
    if isinstance(boundary, NotKnown):
        return boundary
    return RoleDocuments((*found, *left), boundary)


def _by_spec(stack: model.Stack, policy: str, ask: Ask) -> str | NotKnown | None:
    if references.is_created(stack.policies.get(policy)):
        return rendered_policy(stack, policy, ask)
    return _managed(stack, names.policy_arn(stack, policy), ask)


def _managed(stack: model.Stack, arn: str, ask: Ask) -> str | NotKnown | None:
    live = ask(Policy(aws_access(stack), arn))
    return live.document if isinstance(live, LivePolicy) else live


def _inline(stack: model.Stack, role: str, name: str, ask: Ask) -> str | NotKnown | None:
    return ask(InlinePolicy(aws_access(stack), role, name))


def _left_in_place(stack: model.Stack, role: str, ask: Ask) -> list[str] | NotKnown:
    """The policies of the role that the spec does not give it. One that the stack makes is not among them: it was
    attached by an earlier apply, and Terraform detaches it."""
    has = ask(RolePolicies(aws_access(stack), role))
    if isinstance(has, NotKnown):
        return has
    has = has or LiveRolePolicies(())
    ours = {*stack.roles[role].policies, *(one for one, it in stack.policies.items() if references.is_created(it))}
    ours_by_arn = {names.policy_arn(stack, one) for one in ours}
    documents = [_managed(stack, arn, ask) for arn in has.attached if arn not in ours_by_arn]
    documents += [_inline(stack, role, one, ask) for one in has.inline]
    found: list[str] = []
    for document in documents:
        if isinstance(document, NotKnown):
            return document
        found += [document] if document else []
    return found
