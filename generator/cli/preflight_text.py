"""What preflight found, as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.cli.paint import BOLD, GREEN, RED, YELLOW, Paint, plain
from generator.cli.width import WIDEST
from generator.live.preflight.as_json import counts, missing_permissions
from generator.live.preflight.check import Outcome
from generator.live.preflight.result import Result
from generator.report.visible import visible
from generator.report.wrap import wrapped

_ORDER = (Outcome.FAILED, Outcome.NOT_KNOWN, Outcome.WARNING, Outcome.PASSED)
_LABELS = {
    Outcome.FAILED: "Failed",
    Outcome.NOT_KNOWN: "Not known",
    Outcome.WARNING: "Warning",
    Outcome.PASSED: "Passed",
}
_COLORS = {Outcome.FAILED: RED, Outcome.NOT_KNOWN: YELLOW, Outcome.WARNING: YELLOW, Outcome.PASSED: GREEN}


def preflight_text(results: Sequence[Result], *, passed_too: bool, width: int = WIDEST, paint: Paint = plain) -> str:
    """For each stack what failed, what is not known and what is said in advance; then the permissions that were
    missing, and one line with the counts. Sentences are wrapped at `width` columns."""
    lines: list[str] = []
    for stack, found in groupby(results, key=lambda one: one.stack):
        blocks = list(_of_stack(list(found), passed_too, width, paint))
        if blocks:
            lines += [paint(visible(stack), BOLD), *(line for block in blocks for line in block), ""]
    if missing := missing_permissions(results):
        lines += ["Permissions that were missing:", *(f"  {visible(one)}" for one in missing), ""]
    return "\n".join([*lines, _counted(results, paint)]) + "\n"


def _of_stack(results: Sequence[Result], passed_too: bool, width: int, paint: Paint) -> Iterator[list[str]]:
    for outcome in _ORDER[: None if passed_too else -1]:
        same = [one for one in results if one.outcome is outcome]
        if outcome is Outcome.NOT_KNOWN:
            yield from _not_known(same, width, paint)
        else:
            for one in same:
                said = f"{_LABELS[outcome]}: {one.summary} ({one.code}, {one.address})"
                yield [*_labelled(said, outcome, width, paint), *_detail(one, width)]


def _not_known(results: Sequence[Result], width: int, paint: Paint) -> Iterator[list[str]]:
    """What the same answer left unknown, together: an account that cannot be asked is said once."""
    for why in dict.fromkeys(one.finding.why for one in results):
        same = [one for one in results if one.finding.why == why]
        if why is None or len(same) == 1:
            for one in same:
                said = f"{one.summary} ({one.code}, {one.address})"
                yield [*_labelled(said, Outcome.NOT_KNOWN, width, paint), *_detail(one, width)]
            continue
        lines = _labelled(f"Not known, {len(same)} times: {why.summary}", Outcome.NOT_KNOWN, width, paint)
        for one in same:
            # The bullet comes later: a line that begins with it is a diff's, and not wrapped.
            first, *rest = _indented(f"{one.finding.unknown} ({one.code}, {one.address})", 6, width)
            lines += [f"    - {first[6:]}", *rest]
        yield [*lines, *_detail(same[0], width)]


def _detail(result: Result, width: int) -> list[str]:
    needs = f"It needs the permission {result.permission}." if result.permission else ""
    return [*_indented(result.detail, 4, width), *_indented(needs, 4, width)]


def _labelled(text: str, outcome: Outcome, width: int, paint: Paint) -> list[str]:
    """The text in lines, with the word that says how it ended in its colour."""
    label = _LABELS[outcome]
    first, *rest = _indented(text, 2, width)
    return [first.replace(label, paint(label, _COLORS[outcome]), 1) if first[2:].startswith(label) else first, *rest]


def _indented(text: str, columns: int, width: int) -> list[str]:
    return [" " * columns + line for line in wrapped(text, width - columns)]


def _counted(results: Sequence[Result], paint: Paint) -> str:
    number = counts(results)
    warnings = f"warning{'s' * (number[Outcome.WARNING] != 1)}"
    words = {Outcome.PASSED: "passed", Outcome.WARNING: warnings, Outcome.FAILED: "failed"}
    said = ((f"{number[one]} {word}", one) for one, word in (words | {Outcome.NOT_KNOWN: "not known"}).items())
    return ", ".join(paint(text, _COLORS[one]) if number[one] else text for text, one in said) + "."
