"""`key_name_pattern`: how the name of a key tells its generation, and what the next one is called."""

from __future__ import annotations

import re
from collections.abc import Container
from string import Formatter

from generator.facts.limits import KMS_ALIAS, KMS_ALIAS_PREFIX, KMS_ALIAS_RESERVED_PREFIX

_FIELDS = {"base": r".+", "generation": r"[0-9]+"}
_COUNTED = re.compile(r"(?P<base>.*?)(?P<generation>[0-9]+)")


def pattern_problem(pattern: str) -> str | None:
    """Why a pattern gives no names; None for one that does."""
    try:
        pieces = list(Formatter().parse(pattern))
    except ValueError:
        return "Its braces do not match"
    for _, field, specification, conversion in pieces:
        if field is not None and (field not in _FIELDS or specification or conversion):
            return "It has a field other than {base} and {generation}"
    if all(field != "generation" for _, field, _, _ in pieces):
        return "Without {generation} every key would have the same name"
    sample = KMS_ALIAS_PREFIX + pattern.format(base="Key", generation="2")
    if not KMS_ALIAS.fullmatch(sample) or sample.startswith(KMS_ALIAS_RESERVED_PREFIX):
        return f"It gives {sample}, which is no alias of your own in AWS KMS"
    return None


def next_name(pattern: str, current: str, taken: Container[str]) -> str:
    """The name of the key after `current`, by a pattern without a problem; names that are `taken` are left out.

    A name that does not fit the pattern and ends in a number counts that up. A number keeps its leading zeros.
    """
    template, match = pattern, _as_regex(pattern).fullmatch(current)
    if match is None and (match := _COUNTED.fullmatch(current)):
        template = "{base}{generation}"
    found = match.groupdict() if match else {}
    base, digits = found.get("base", current), found.get("generation", "1")
    generation = int(digits)
    while True:
        generation += 1
        width = len(digits) if digits.startswith("0") else 0
        name = template.format(base=base, generation=str(generation).zfill(width))
        if name not in taken:
            return name


def _as_regex(pattern: str) -> re.Pattern[str]:
    parts: list[str] = []
    seen: set[str] = set()
    for literal, field, _, _ in Formatter().parse(pattern):
        parts.append(re.escape(literal))
        if field is not None:
            parts.append(f"(?P={field})" if field in seen else f"(?P<{field}>{_FIELDS[field]})")
            seen.add(field)
    return re.compile("".join(parts))
