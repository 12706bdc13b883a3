"""What preflight found: a finding of a check about an object."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Severity
from generator.live.preflight.check import Finding, Outcome, Subject


@dataclass(frozen=True)
class Result:
    """`address` is STACK, STACK/DATABASE, or STACK/keys/NAME and so on; it is what `--allow CODE=ADDRESS` takes."""

    code: str
    subject: Subject
    finding: Finding

    @property
    def stack(self) -> str:
        return self.subject.loaded.name

    @property
    def address(self) -> str:
        return self.subject.address

    @property
    def outcome(self) -> Outcome:
        return self.finding.outcome

    @property
    def summary(self) -> str:
        return self.finding.summary

    @property
    def detail(self) -> str:
        return self.finding.detail

    @property
    def permission(self) -> str | None:
        return self.finding.permission

    def diagnostic(self) -> Diagnostic | None:
        """The finding at its place in the spec: an error for what failed, a warning for what is not known or is said in
        advance; None for what passed."""
        if self.outcome is Outcome.PASSED:
            return None
        severity = Severity.ERROR if self.outcome is Outcome.FAILED else Severity.WARNING
        detail = f"{self.detail} It needs the permission {self.permission}." if self.permission else self.detail
        path = self.subject.path + self.finding.path
        found = self.subject.loaded.diagnostic(severity, self.code, self.summary, detail, path)
        return dataclasses.replace(found, address=self.address)
