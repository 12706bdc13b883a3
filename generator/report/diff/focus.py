"""Long values, cut so that what is not the same in them stays in sight."""

from __future__ import annotations

_CUT = "…"
_BEFORE = 40


def focused(old: str, new: str, longest: int | None) -> tuple[str, str]:
    """Both values in at most `longest` characters each, from shortly before the first difference; None cuts nothing."""
    if longest is None or max(len(old), len(new)) <= longest:
        return old, new
    start = max(0, _alike(old, new) - _BEFORE) if new else 0
    return _cut(old, start, longest), _cut(new, start, longest)


def _cut(text: str, start: int, longest: int) -> str:
    before = _CUT if start else ""
    after = _CUT if len(text) - start + len(before) > longest else ""
    return before + text[start : start + longest - len(before) - len(after)] + after


def _alike(old: str, new: str) -> int:
    """How many characters at the beginning are the same."""
    for number, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return number
    return min(len(old), len(new))
