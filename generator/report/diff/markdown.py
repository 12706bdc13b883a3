"""The difference as a comment on a merge request, for GitHub and GitLab: one screen, and the rest folded."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic
from generator.diff.changes import Difference
from generator.report.diff.markdown_cells import sign
from generator.report.diff.markdown_findings import findings
from generator.report.diff.markdown_folders import folders
from generator.report.diff.markdown_meanings import meanings
from generator.report.diff.markdown_room import Room
from generator.report.diff.verdict import (
    is_empty,
    objects_counted,
    reworded,
    stacks_counted,
    verdict,
    what_changes,
)

MARKER = "<!-- adbkms diff -->"
"""The first line: by it a bot finds its own comment, to replace it."""
LONGEST = 60_000
"""In bytes of UTF-8, and so in characters by any count: GitHub takes 65,536 characters."""
_FOR_THE_END = 1_000


def markdown(difference: Difference, found: Sequence[Diagnostic]) -> str:
    """What was found wrong on the way; what it means for whom, the worst first; then every stack and module with what
    changes in it, folded. What there is no room for is counted; it is the least dangerous.

    What may be a user's text stands in code only: there nothing is a link, an image, HTML, or a mention that notifies
    somebody.
    """
    room = Room(LONGEST - _FOR_THE_END)
    room.add(f"{MARKER}\n{_heading(difference)}\n\n{_counts(difference)}\n")
    findings(found, room)
    meanings(difference, room)
    folders(difference, room)
    return room.text + _end(difference, room.is_short)


def _heading(difference: Difference) -> str:
    lost = "" if is_empty(difference) else f": {verdict(difference)}"
    return f"### {sign(difference.risk)}{what_changes(difference)}{lost}"


def _counts(difference: Difference) -> str:
    parts = [stacks_counted(difference), objects_counted(difference.folders, by_kind=True), reworded(difference)]
    return f"{'; '.join(part for part in parts if part)}."


def _end(difference: Difference, is_short: bool) -> str:
    sentences = []
    if is_short:
        sentences.append("Not all of it is shown here; `adbkms diff … --format text` does.")
    if not is_empty(difference):
        sentences.append(
            "Two trees tell what is meant; Terraform's plan tells what happens, and `adbkms guard` judges it."
        )
    return f"\n{' '.join(sentences)}\n" if sentences else ""
