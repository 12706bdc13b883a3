"""What `--allow CODE` and `--allow CODE=ADDRESS` let pass."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, did_you_mean, error, warning
from generator.live.preflight.check import Outcome
from generator.live.preflight.checks import all_checks
from generator.live.preflight.codes import ALLOWED_NOTHING, WRONG_ALLOW
from generator.live.preflight.result import Result

_STOPPING = (Outcome.FAILED, Outcome.NOT_KNOWN)


@dataclass(frozen=True)
class Allowed:
    """The findings of one code may pass: at one address, or with None anywhere."""

    code: str
    address: str | None

    def covers(self, result: Result) -> bool:
        return result.code == self.code and self.address in (None, result.address)

    def __str__(self) -> str:
        return self.code if self.address is None else f"{self.code}={self.address}"


def parse_allowed(text: str) -> Allowed | Diagnostic:
    """`CODE` or `CODE=ADDRESS`, or a PRE002 that says what is wrong with it."""
    code, separator, address = text.partition("=")
    code, address = code.strip().upper(), address.strip()
    known = [check.code for check in all_checks()]
    if code not in known:
        said = did_you_mean(code, known) or "`adbkms explain` lists the checks."
        return error(WRONG_ALLOW, f'--allow: there is no check "{code}"', said)
    if separator and not address:
        return error(
            WRONG_ALLOW,
            f"--allow: {code} has an equals sign and no address",
            f"Write --allow '{code}=ADDRESS', as preflight prints it, or --allow {code} for every address.",
        )
    return Allowed(code, address or None)


def let_pass(results: Iterable[Result], allowed: Sequence[Allowed]) -> tuple[list[Result], list[Diagnostic]]:
    """The results, what is allowed among those that failed or are not known as warnings that say so; and a PRE001 for
    each that allowed nothing."""
    found = list(results)
    idle = [
        warning(
            ALLOWED_NOTHING,
            f"--allow {one} allowed nothing",
            "Nothing of that code and address has failed or is not known. Take the option away: left in a pipeline it "
            "would let the same thing pass later.",
        )
        for one in dict.fromkeys(allowed)
        if not any(one.covers(result) for result in found if result.outcome in _STOPPING)
    ]
    return [_passed(one) if any(by.covers(one) for by in allowed) else one for one in found], idle


def _passed(result: Result) -> Result:
    if result.outcome not in _STOPPING:
        return result
    summary = f"Allowed by --allow: {result.summary}"
    finding = dataclasses.replace(result.finding, outcome=Outcome.WARNING, summary=summary, why=None, unknown="")
    return dataclasses.replace(result, finding=finding)
