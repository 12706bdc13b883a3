"""What `--allow CODE=ADDRESS` lets pass."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Severity, did_you_mean, error, warning
from generator.guard.codes import ALLOWED_NOTHING, WRONG_ALLOW
from generator.guard.rules import all_guard_rules


@dataclass(frozen=True, slots=True)
class Allowed:
    """The findings of one code at one resource address may pass."""

    code: str
    address: str


def parse_allowed(text: str) -> Allowed | Diagnostic:
    """`CODE=ADDRESS`, or a GRD007 that says what is wrong with it."""
    code, separator, address = text.partition("=")
    known = [rule.code for rule in all_guard_rules()]
    if code.upper() not in known:
        said = did_you_mean(code.upper(), known) or "`adbkms explain` lists the rules."
        return error(WRONG_ALLOW, f'--allow: there is no rule "{code}"', said)
    if not separator or not address.strip():
        return error(
            WRONG_ALLOW, f"--allow: {code} needs an address", f"Write --allow '{code}=ADDRESS', as the guard prints it."
        )
    return Allowed(code.upper(), address.strip())


def let_pass(diagnostics: Iterable[Diagnostic], allowed: Sequence[Allowed]) -> list[Diagnostic]:
    """The findings, those that are allowed as warnings that say so, and a GRD005 for what allowed nothing."""
    found = list(diagnostics)
    given = {(one.code, one.address) for one in found}
    wanted = {(one.code, one.address) for one in allowed}
    passed = [_passed(one) if (one.code, one.address) in wanted else one for one in found]
    for one in dict.fromkeys(allowed):
        if (one.code, one.address) not in given:
            at = sorted({str(address) for code, address in given if code == one.code and address})
            detail = (
                f"{one.code} was found at {', '.join(at)}. Give that address if it is meant, else take the option away."
                if at
                else f"The plan has no {one.code}. Take the option away: left in a pipeline it would let the same "
                "thing pass later."
            )
            passed.append(warning(ALLOWED_NOTHING, f"--allow {one.code}={one.address} allowed nothing", detail))
    return passed


def _passed(diagnostic: Diagnostic) -> Diagnostic:
    return dataclasses.replace(
        diagnostic, severity=Severity.WARNING, summary=f"Allowed by --allow: {diagnostic.summary}"
    )
