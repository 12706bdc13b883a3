"""Findings as the report shows them."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, Snippet
from generator.report.page.model import Finding, SourceLine
from generator.report.text import place
from generator.report.wrap import wrapped

_AROUND = 160  # characters of a line that are shown on either side of what is wrong in it
_CUT = "…"
_NEVER = 1 << 30  # a browser wraps by itself


def finding(diagnostic: Diagnostic) -> Finding:
    """What the page shows of a diagnostic."""
    context = diagnostic.snippet.context if diagnostic.snippet else None
    return Finding(
        severity=diagnostic.severity.value,
        code=diagnostic.code,
        summary=diagnostic.summary,
        detail=tuple(wrapped(diagnostic.detail, _NEVER)),
        place=place(diagnostic.range) if diagnostic.range else "",
        context=", ".join(dict.fromkeys(one for one in (context, diagnostic.address) if one)),
        source=_source_line(diagnostic.snippet) if diagnostic.snippet else None,
    )


def _source_line(snippet: Snippet) -> SourceLine:
    code = snippet.code.expandtabs(1)  # a column for each character, so that the offsets stay
    start = snippet.highlight_start_offset
    end = max(snippet.highlight_end_offset, start + 1)
    shown_end = min(end, start + _AROUND)
    first, last = max(0, start - _AROUND), min(len(code), shown_end + _AROUND)
    return SourceLine(
        number=snippet.start_line,
        before=_CUT * (first > 0) + code[first:start],
        marked=code[start:shown_end] + _CUT * (end > shown_end and len(code) > shown_end),
        after=code[shown_end:last] + _CUT * (last < len(code)) if end <= shown_end else "",
    )
