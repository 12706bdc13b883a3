"""A difference as a page of HTML."""

from __future__ import annotations

from generator.diff.changes import Difference
from generator.report.page.document import document


def html(difference: Difference) -> str:
    """One self-contained file in the style of the report, which needs no network and works without JavaScript."""
    return document("difference.html", {"difference": difference})
