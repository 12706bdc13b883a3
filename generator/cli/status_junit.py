"""What `status` found, as a JUnit report: a case for every database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.cli.status_text import summary
from generator.diagnostics import laid_out
from generator.live.status.database_status import FIELDS, DatabaseStatus
from generator.live.status.fixes import fixes
from generator.report.junit import Case, Result

_RESULTS = {True: Result.PASSED, False: Result.FAILED, None: Result.SKIPPED}


def status_cases(found: Sequence[DatabaseStatus], specs: str) -> list[Case]:
    """One that matches has passed, one that differs has failed, and one of which something is missing or not known is
    skipped. `specs` are the command's arguments for a shell."""
    return [
        Case(f"status.{one.stack}", one.database, _RESULTS[one.matches], summary(one), laid_out(*_said(one, specs)))
        for one in found
    ]


def _said(one: DatabaseStatus, specs: str) -> Iterator[str]:
    for field in one.differences:
        wanted, found = (getattr(side, field) or "(none)" for side in (one.wanted, one.found))
        yield f"{FIELDS[field]}: wanted {wanted}, found {found}"
    yield from fixes(one, specs)
    yield from (f"{why.summary}. {why.fix}" for why in one.unknown)
