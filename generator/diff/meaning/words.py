"""Values and lists as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.configuration.terraform import Expression, Value
from generator.diff.changes import ArgumentChange
from generator.diff.policy_text import unquoted
from generator.diff.values import written

MOST_NAMES = 100  # in a sentence


def listed(names: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *others, end = names
    return f"{', '.join(others)} {last} {end}" if others else end


def few(names: Sequence[str], count: int | None = None) -> Sequence[str]:
    """The names, or the first hundred of them and how many `others` there are: a sentence for each of thousands of
    objects may have them. `count` is how many there are where that are not all of them."""
    count = len(names) if count is None else count
    return names if count <= MOST_NAMES else (*names[:MOST_NAMES], f"{count - MOST_NAMES:,} others")


def are(names: Sequence[str], count: int | None = None) -> str:
    """`orders is`, `orders and invoices are`, of many the first."""
    return f"{listed(few(names, count))} {'is' if len(names) == 1 else 'are'}"


def plain(hcl: str) -> str:
    """HCL as people read it: a text without its quotes."""
    return hcl[1:-1] if len(hcl) > 1 and hcl.startswith('"') and hcl.endswith('"') else hcl


def shown(value: Value) -> str:
    """The same of a value."""
    return unquoted(value, written(value))


def instead(change: ArgumentChange) -> str:
    """`new instead of old`, or only what there is of the two."""
    if change.old is None or change.new is None:
        return plain(change.new or change.old or "")
    return f"{plain(change.new)} instead of {plain(change.old)}"


def value_of(hcl: str) -> Value:
    """An item of a list, as HCL, as a value: a text, or an expression."""
    return plain(hcl) if hcl.startswith('"') and "${" not in hcl else Expression(hcl)
