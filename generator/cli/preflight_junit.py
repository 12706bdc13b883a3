"""What preflight found, as a JUnit report: a case for every check of every object."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic
from generator.live.preflight.check import Outcome
from generator.live.preflight.checks import all_checks
from generator.live.preflight.result import Result
from generator.report.junit import Case, case_of
from generator.report.junit import Result as Ended

_ENDED = {
    Outcome.PASSED: Ended.PASSED,
    Outcome.WARNING: Ended.PASSED,
    Outcome.FAILED: Ended.FAILED,
    Outcome.NOT_KNOWN: Ended.SKIPPED,
}


def preflight_cases(results: Sequence[Result], others: Sequence[Diagnostic]) -> list[Case]:
    """What passed has passed, also with a warning; what is not known is skipped. `others` are about the spec."""
    titles = {check.code: check.title for check in all_checks()}
    return [*map(case_of, others), *(_case(one, titles[one.code]) for one in results)]


def _case(result: Result, title: str) -> Case:
    found = result.diagnostic()
    return Case(
        f"preflight.{result.stack}",
        f"{result.code} {result.address}: {title}",
        _ENDED[result.outcome],
        result.summary,
        found.detail if found else "",
        found.range if found else None,
    )
