"""What preflight found, as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.cli.width import WIDEST
from generator.live.preflight.as_json import counts, missing_permissions
from generator.live.preflight.check import Outcome
from generator.live.preflight.result import Result
from generator.report.visible import visible
from generator.report.wrap import wrapped

_ORDER = (Outcome.FAILED, Outcome.NOT_KNOWN, Outcome.WARNING, Outcome.PASSED)
_LABELS = {Outcome.FAILED: "Failed", Outcome.NOT_KNOWN: "", Outcome.WARNING: "Warning", Outcome.PASSED: "Passed"}


def preflight_text(results: Sequence[Result], *, passed_too: bool, width: int = WIDEST) -> str:
    """For each stack what failed, what is not known and what is said in advance; then the permissions that were
    missing, and one line with the counts. Sentences are wrapped at `width` columns."""
    lines: list[str] = []
    for stack, found in groupby(results, key=lambda one: one.stack):
        blocks = list(_of_stack(list(found), passed_too, width))
        if blocks:
            lines += [visible(stack), *(line for block in blocks for line in block), ""]
    if missing := missing_permissions(results):
        lines += ["Permissions that were missing:", *(f"  {visible(one)}" for one in missing), ""]
    return "\n".join([*lines, _counted(results)]) + "\n"


def _of_stack(results: Sequence[Result], passed_too: bool, width: int) -> Iterator[list[str]]:
    for outcome in _ORDER[: None if passed_too else -1]:
        same = [one for one in results if one.outcome is outcome]
        if outcome is Outcome.NOT_KNOWN:
            yield from _not_known(same, width)
        else:
            for one in same:
                said = f"{_LABELS[outcome]}: {one.summary} ({one.code}, {one.address})"
                yield [*_indented(said, 2, width), *_detail(one, width)]


def _not_known(results: Sequence[Result], width: int) -> Iterator[list[str]]:
    """What the same answer left unknown, together: an account that cannot be asked is said once."""
    for why in dict.fromkeys(one.finding.why for one in results):
        same = [one for one in results if one.finding.why == why]
        if why is None or len(same) == 1:
            for one in same:
                yield [*_indented(f"{one.summary} ({one.code}, {one.address})", 2, width), *_detail(one, width)]
            continue
        lines = _indented(f"Not known, {len(same)} times: {why.summary}", 2, width)
        for one in same:
            # The bullet comes later: a line that begins with it is a diff's, and not wrapped.
            first, *rest = _indented(f"{one.finding.unknown} ({one.code}, {one.address})", 6, width)
            lines += [f"    - {first[6:]}", *rest]
        yield [*lines, *_detail(same[0], width)]


def _detail(result: Result, width: int) -> list[str]:
    needs = f"It needs the permission {result.permission}." if result.permission else ""
    return [*_indented(result.detail, 4, width), *_indented(needs, 4, width)]


def _indented(text: str, columns: int, width: int) -> list[str]:
    return [" " * columns + line for line in wrapped(text, width - columns)]


def _counted(results: Sequence[Result]) -> str:
    number = counts(results)
    warnings = f"{number[Outcome.WARNING]} warning{'s' * (number[Outcome.WARNING] != 1)}"
    return (
        f"{number[Outcome.PASSED]} passed, {warnings}, {number[Outcome.FAILED]} failed, "
        f"{number[Outcome.NOT_KNOWN]} not known."
    )
