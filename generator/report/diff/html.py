"""A difference as a page of HTML."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic
from generator.diff.changes import Difference
from generator.report.page.document import document
from generator.report.page.source import finding


def html(difference: Difference, found: Sequence[Diagnostic] = ()) -> str:
    """One self-contained file in the style of the report, which needs no network and works without JavaScript."""
    return document("difference.html", {"difference": difference, "findings": [finding(one) for one in found]})
