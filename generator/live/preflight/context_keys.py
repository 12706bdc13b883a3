"""What is said of a decision of IAM's simulator that depends on context keys which nobody gave it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.live.preflight.decisions import Verdict


def as_far_as_known(said: str, verdicts: Iterable[Verdict]) -> str:
    """A summary that does not say more than the simulator can know."""
    keys = sorted({key for one in verdicts for key in one.depends_on})
    return f"{said}, as far as IAM's simulator can tell: it depends on {', '.join(keys)}"


LOOK_AT_CONDITIONS = (
    "A condition asks about that, and nobody can tell in advance what Oracle's requests have there. Look at the "
    "conditions in the role's policies and in its permissions boundary: an Allow has to hold for the requests of "
    "Oracle's service, and a Deny must not. To be sure, take the condition out."
)
