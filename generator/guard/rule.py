"""What a rule of the guard is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.diagnostics import Severity
from generator.guard.case import Case


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule is broken at a resource address, or by the plan as a whole (""). `severity` is the rule's unless given."""

    address: str
    summary: str
    detail: str
    severity: Severity | None = None


@dataclass(frozen=True)
class Rule:
    """One thing that must not, or had better not, happen.

    `title` is one line; `explanation` is Markdown: what it means, why it matters, what to do; `source` says where the
    fact is from. `check` looks at the plan and yields what it finds; it never raises, whatever the plan holds.
    """

    code: str
    title: str
    explanation: str
    source: str
    check: Callable[[Case], Iterable[Finding]]
    severity: Severity = Severity.ERROR
