"""Will the next apply work?

What the next apply will make is judged as the spec says; what it will find is judged as it is. What is not known has
not passed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.live.concurrently import concurrently
from generator.live.preflight.check import Subject
from generator.live.preflight.checks import all_checks
from generator.live.preflight.result import Result
from generator.live.preflight.subjects import subjects_of
from generator.live.questions import Ask
from generator.spec.load import Spec


def preflight(
    spec: Spec, ask: Ask, only: Sequence[str] = (), done: Callable[[Subject], object] = lambda subject: None
) -> list[Result]:
    """What every check finds about everything that it has to do with, in the order of the spec, then of the codes.

    The spec keeps the rules: nothing is asked about what could not be rendered. `only` are addresses, as `subjects_of`
    takes them. `done` is told of each object that has been looked at, in this thread.
    """

    def judge(subject: Subject) -> list[Result]:
        return [
            Result(check.code, subject, finding)
            for check in all_checks()
            if check.kind == subject.kind
            for finding in check.check(subject, ask)
        ]

    return [result for results in concurrently(subjects_of(spec, only), judge, done) for result in results]
