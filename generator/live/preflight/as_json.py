"""What preflight found, as JSON's types."""

from __future__ import annotations

from collections.abc import Sequence

from generator.live.preflight.check import Outcome
from generator.live.preflight.result import Result


def checks_as_json(results: Sequence[Result]) -> list[dict[str, str | None]]:
    """Every outcome, those that passed included. `outcome` is `passed`, `warning`, `failed` or `not_known`;
    `permission` is what the caller lacked, null elsewhere."""
    return [
        {
            "code": one.code,
            "stack": one.stack,
            "address": one.address,
            "outcome": one.outcome.value,
            "summary": one.summary,
            "detail": one.detail,
            "permission": one.permission,
        }
        for one in results
    ]


def counts(results: Sequence[Result]) -> dict[Outcome, int]:
    """How many there are of each outcome."""
    return {outcome: sum(one.outcome is outcome for one in results) for outcome in Outcome}


def missing_permissions(results: Sequence[Result]) -> list[str]:
    """What the caller would need to know everything, each once, in order."""
    return sorted({one.permission for one in results if one.permission})
