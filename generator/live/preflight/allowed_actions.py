"""Whether a role may use a key once the next apply is done."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from generator.configuration import references
from generator.live import names
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.identities import LivePolicy, LiveRole, Policy
from generator.live.aws.simulation import LiveDecision, SimulatedPolicies, SimulatedRole
from generator.live.preflight.decisions import Reason, reason
from generator.live.preflight.live_roles import is_managed, live_role
from generator.live.preflight.rendered_policies import rendered_policy
from generator.live.questions import Ask
from generator.spec import model


@dataclass(frozen=True)
class Judged:
    """`refused` says for each action that the role may not do what keeps it from it; `untold` are actions that the
    simulator has said nothing of. `awaited` are those that the next apply allows, and nothing does now."""

    refused: dict[str, Reason]
    untold: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()


def judged(stack: model.Stack, role: str, key_arn: str, actions: tuple[str, ...], ask: Ask) -> Judged | NotKnown | None:
    """What keeps a role from actions on a key. What the next apply makes of the role's policies is judged by their
    documents, everything else by the role as it is; None where there is nothing to judge: no such role."""
    live = live_role(stack, role, ask)
    if isinstance(live, NotKnown):
        return live
    now: tuple[LiveDecision, ...] | None = None
    if isinstance(live, LiveRole):
        of_role = ask(SimulatedRole(aws_access(stack), live.arn, actions, key_arn))
        if isinstance(of_role, NotKnown):
            return of_role
        now = of_role
    if not is_managed(stack, role):
        return None if now is None else _judged(actions, {one.action: reason(one) for one in now})
    documents = _documents(stack, role, ask)
    if isinstance(documents, NotKnown):
        return documents
    then: dict[str, Reason | None] = dict.fromkeys(actions, Reason.NOTHING)
    if documents:
        by_spec = ask(SimulatedPolicies(aws_access(stack), documents, actions, key_arn))
        if isinstance(by_spec, NotKnown):
            return by_spec
        then = {one.action: reason(one) for one in by_spec or ()}
    if now is None:
        return _judged(actions, then)
    by_role = {one.action: reason(one) for one in now}
    found = _together(then, by_role)
    awaited = tuple(one for one, why in found.items() if why is None and by_role[one] is Reason.NOTHING)
    return dataclasses.replace(_judged(actions, found), awaited=awaited)


def _together(then: dict[str, Reason | None], now: dict[str, Reason | None]) -> dict[str, Reason | None]:
    """Of what is told of both: what the policies will refuse, and what keeps the role from it whatever they allow."""
    return {
        action: then[action] if now[action] in (None, Reason.NOTHING) else now[action]
        for action in then.keys() & now.keys()
    }


def _judged(actions: tuple[str, ...], found: dict[str, Reason | None]) -> Judged:
    untold = tuple(one for one in actions if one not in found)
    return Judged({one: why for one in actions if (why := found.get(one)) is not None}, untold)


def _documents(stack: model.Stack, role: str, ask: Ask) -> tuple[str, ...] | NotKnown:
    """The documents of the policies that the role will have by the spec. One that is referred to and does not exist is
    left out: another check says so."""
    documents: list[str] = []
    for policy in stack.roles[role].policies:
        if references.is_created(stack.policies.get(policy)):
            document = rendered_policy(stack, policy, ask)
            if isinstance(document, NotKnown):
                return document
            documents.append(document)
            continue
        live = ask(Policy(aws_access(stack), names.policy_arn(stack, policy)))
        if isinstance(live, NotKnown):
            return live
        documents += [live.document] if isinstance(live, LivePolicy) else []
    return tuple(documents)
