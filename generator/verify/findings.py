"""What the checks of blocks yield before it is known where in a file the blocks stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.configuration.terraform import Block
from generator.diagnostics import Diagnostic
from generator.verify.source_text import Places


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a block or with one of its arguments; `address` is that of the top-level block."""

    code: str
    summary: str
    detail: str
    address: str
    block: Block
    argument: str | None = None


def located(findings: Iterable[Finding], places: Places) -> list[Diagnostic]:
    """The findings as errors at their places."""
    return [
        places.diagnostic(
            finding.code,
            finding.summary,
            finding.detail,
            address=finding.address,
            block=finding.block,
            argument=finding.argument,
        )
        for finding in findings
    ]
