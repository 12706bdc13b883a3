"""The figures as a Markdown table."""

from __future__ import annotations

from collections.abc import Mapping

from bench.cases import INTERPRETER, Case, Target
from bench.processes import Usage


def table(measured: Mapping[str, Usage], cases: Mapping[str, Case]) -> str:
    """A row for each case: its medians and, where there is a target, whether they meet it."""
    start = measured[INTERPRETER].wall
    rows = [_row(name, usage, cases[name].target, start) for name, usage in measured.items()]
    header = [
        "| What | Seconds | CPU seconds | Peak MiB | Target |",
        "|------|--------:|------------:|---------:|--------|",
    ]
    return "\n".join([*header, *rows])


def _row(name: str, usage: Usage, target: Target | None, start: float) -> str:
    verdict = judged(usage, target, start) if target else ""
    return f"| {name} | {usage.wall:.3f} | {usage.cpu:.3f} | {usage.peak:.0f} | {verdict} |"


def judged(usage: Usage, target: Target, start: float = 0) -> str:
    """The target, and whether it is met. `start` is the time of a bare interpreter, in seconds."""
    seconds = usage.wall - start if target.above_interpreter else usage.wall
    is_met = seconds <= target.seconds and (target.peak is None or usage.peak <= target.peak)
    memory = f", {target.peak:g} MiB" if target.peak is not None else ""
    above = f" above the interpreter: {seconds:.3f}" if target.above_interpreter else ""
    return f"≤ {target.seconds:g} s{memory}{above}, {'met' if is_met else '**missed**'}"
