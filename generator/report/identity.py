"""Names of findings that stay theirs while other lines come and go, for platforms that compare two reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.diagnostics import Diagnostic


def identities(diagnostics: Sequence[Diagnostic]) -> list[tuple[str, ...]]:
    """For each finding its code, file, resource address, summary and source line, without a line number; and how many
    just like it stand before it. No two of a report are equal."""
    seen: Counter[tuple[str, ...]] = Counter()
    found: list[tuple[str, ...]] = []
    for one in diagnostics:
        identity = (
            one.code,
            one.range.filename if one.range else "",
            one.address or "",
            one.summary,
            one.snippet.code.strip() if one.snippet else "",
        )
        found.append((*identity, str(seen[identity])))
        seen[identity] += 1
    return found
