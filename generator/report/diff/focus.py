"""Long values, cut so that what is not the same in them stays in sight."""

from __future__ import annotations

CUT = "…"
_AROUND = 40  # characters of what is the same


def cut(text: str, longest: int | None) -> str:
    """At most `longest` characters of a text; None cuts nothing."""
    return text if longest is None or len(text) <= longest else f"{text[: longest - len(CUT)]}{CUT}"


def focused(old: str, new: str, longest: int) -> tuple[str, str]:
    """Both values without most of what is the same at their beginnings and ends. What is in between is cut only where
    it is longer than `longest` characters."""
    before = _alike(old, new)
    after = _alike(old[before:][::-1], new[before:][::-1])
    start, end = max(0, before - _AROUND), max(0, after - _AROUND)
    return _between(old, start, end, longest), _between(new, start, end, longest)


def _between(text: str, start: int, end: int, longest: int) -> str:
    return CUT * (start > 0) + cut(text[start : len(text) - end] + CUT * (end > 0), longest)


def _alike(one: str, other: str) -> int:
    """How many characters at the beginning are the same."""
    for number, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return number
    return min(len(one), len(other))
