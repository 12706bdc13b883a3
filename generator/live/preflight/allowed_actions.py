"""Whether a role may use a key once the next apply is done."""

from __future__ import annotations

from dataclasses import dataclass

from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.identities import LiveRole
from generator.live.aws.simulation import SimulatedPolicies, SimulatedRole
from generator.live.preflight.decisions import Reason, Verdict, verdict
from generator.live.preflight.live_roles import is_managed, live_role
from generator.live.preflight.role_documents import role_documents
from generator.live.questions import Ask
from generator.spec import model


@dataclass(frozen=True)
class Judged:
    """`verdicts` are by action; `untold` are actions that the simulator has said nothing of. `awaited` are those that
    the next apply allows, and that are refused now."""

    verdicts: dict[str, Verdict]
    untold: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()


def judged(stack: model.Stack, role: str, key_arn: str, actions: tuple[str, ...], ask: Ask) -> Judged | NotKnown | None:
    """What keeps a role from actions on a key. A role that the stack manages is judged by the documents that it will
    have, and by what the organization says of it now; another one as it is. None where there is nothing to judge: no
    such role."""
    live = live_role(stack, role, ask)
    if isinstance(live, NotKnown):
        return live
    now: dict[str, Verdict] | None = None
    if isinstance(live, LiveRole):
        decisions = ask(SimulatedRole(aws_access(stack), live.arn, actions, key_arn))
        if isinstance(decisions, NotKnown):
            return decisions
        now = None if decisions is None else {one.action: verdict(one) for one in decisions}
    if not is_managed(stack, role):
        return None if now is None else _judged(actions, now)
    then = _by_documents(stack, role, key_arn, actions, ask, exists=live is not None)
    if isinstance(then, NotKnown):
        return then
    if now is None:
        return _judged(actions, then)
    told_twice = [one for one in actions if one in now and one in then]
    found = {one: now[one] if now[one].why is Reason.ORGANIZATION else then[one] for one in told_twice}
    awaited = tuple(one for one in found if found[one].why is None and now[one].why is not None)
    return _judged(actions, found, awaited)


def _by_documents(
    stack: model.Stack, role: str, key_arn: str, actions: tuple[str, ...], ask: Ask, *, exists: bool
) -> dict[str, Verdict] | NotKnown:
    documents = role_documents(stack, role, ask, exists=exists)
    if isinstance(documents, NotKnown):
        return documents
    if not documents.policies:
        return dict.fromkeys(actions, Verdict(Reason.NOTHING))
    decisions = ask(SimulatedPolicies(aws_access(stack), documents.policies, actions, key_arn, documents.boundary))
    if isinstance(decisions, NotKnown):
        return decisions
    return {one.action: documents.verdict(one, key_arn) for one in decisions or ()}


def _judged(actions: tuple[str, ...], found: dict[str, Verdict], awaited: tuple[str, ...] = ()) -> Judged:
    verdicts = {one: found[one] for one in actions if one in found}
    return Judged(verdicts, tuple(one for one in actions if one not in found), awaited)
