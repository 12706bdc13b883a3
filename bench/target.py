"""What a figure should be."""

from __future__ import annotations

from dataclasses import dataclass

from bench.processes import Usage


@dataclass(frozen=True, slots=True)
class Target:
    """At most that many seconds, and MiB if given."""

    seconds: float
    peak: float | None = None


def judged(usage: Usage, target: Target) -> str:
    """The target, and whether it is met."""
    is_met = usage.wall <= target.seconds and (target.peak is None or usage.peak <= target.peak)
    memory = f", {target.peak:g} MiB" if target.peak is not None else ""
    return f"≤ {target.seconds:g} s{memory}, {'met' if is_met else '**missed**'}"
