"""Why a role may not do something with a key, from what IAM's simulator says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.facts.kms_actions import KEY_USER, matching
from generator.live.aws.simulation import Decision, LiveDecision

# Without these two no data key can be read, so no database opened: TDE's master key comes from AWS KMS by Decrypt, and
# DescribeKey is how a key is found. What else Oracle's service calls is not published (see `facts.kms_actions`).
ESSENTIAL = frozenset(("kms:DescribeKey", "kms:Decrypt"))


class Reason(StrEnum):
    """What keeps a role from an action."""

    BOUNDARY = "a permissions boundary does not allow it"
    ORGANIZATION = "a policy of the organization (SCP) does not allow it"
    DENY = "a policy denies it explicitly"
    NOTHING = "nothing allows it"


FIX: Mapping[Reason, str] = {
    Reason.BOUNDARY: "The role's policies cannot lift it: allow the actions in the permissions boundary as well, or "
    "take it from the role.",
    Reason.ORGANIZATION: "Nothing in the account can lift it: ask those who manage the organization's policies.",
    Reason.DENY: "A Deny wins over everything that allows: take it out of the role's policies.",
    Reason.NOTHING: "Add the actions to `actions`, and the key to `keys`, of a policy of the role.",
}


def full_names(actions: Iterable[str]) -> frozenset[str]:
    """Every action that the patterns cover: the simulator takes no wildcards."""
    return frozenset(known for action in actions for known in matching(action))


def key_user_actions() -> frozenset[str]:
    """What AWS's preset for key users allows."""
    return full_names(KEY_USER)


@dataclass(frozen=True)
class Verdict:
    """`why` is what keeps from an action, None if nothing does. `depends_on` are the context keys with whose values it
    could be otherwise; where there are some, nobody has judged it."""

    why: Reason | None
    depends_on: tuple[str, ...] = ()


def verdict(decision: LiveDecision, *, can_be_allowed: bool = True, must_be_allowed: bool = False) -> Verdict:
    """What a decision says. With `can_be_allowed` False a refusal holds whatever the context keys are, as one by the
    organization does: the simulator names no context keys of its policies
    (https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html). With `must_be_allowed` so does what
    is allowed: the keys that the simulator misses can be those of statements about something else."""
    why = _reason(decision)
    is_certain = must_be_allowed if why is None else why is Reason.ORGANIZATION or not can_be_allowed
    return Verdict(why, () if is_certain else decision.missing_context)


def _reason(decision: LiveDecision) -> Reason | None:
    if decision.denied_by_organization:
        return Reason.ORGANIZATION
    if decision.denied_by_boundary:
        return Reason.BOUNDARY
    if decision.decision is Decision.EXPLICIT_DENY:
        return Reason.DENY
    return None if decision.decision is Decision.ALLOWED else Reason.NOTHING
