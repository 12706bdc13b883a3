"""Values without a type of their own (`arguments`, a backend's `config`), as a rule looks at them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.spec.decode import PlainScalar, RawValue
from generator.spec.nodes import Path

_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")


def text_of(raw: RawValue) -> str | None:
    """What was written, quoted or not; None for null, a list or a map."""
    text = raw.text if isinstance(raw, PlainScalar) else raw
    return text if isinstance(text, str) else None


def is_true(raw: RawValue) -> bool:
    """True for an unquoted `true`."""
    return isinstance(raw, PlainScalar) and raw.text == "true"


def whole_number(raw: RawValue) -> int | None:
    """An unquoted whole number; None for anything else."""
    if not isinstance(raw, PlainScalar) or not _WHOLE_NUMBER.fullmatch(raw.text):
        return None
    return int(raw.text)


def counts_ocpus(arguments: Mapping[str, RawValue]) -> bool:
    """True if the arguments of a database choose Oracle's older compute model, whose unit is about four ECPUs."""
    return (text_of(arguments.get("compute_model")) or "").upper() == "OCPU"


def leaves(values: Mapping[str, RawValue], path: Path = ()) -> list[tuple[Path, str]]:
    """The path and text of every single value in a map, however deep."""
    found: list[tuple[Path, str]] = []
    for name, raw in values.items():
        _collect(raw, (*path, name), found)
    return found


def _collect(raw: RawValue, path: Path, found: list[tuple[Path, str]]) -> None:
    if isinstance(raw, dict):
        for name, below in raw.items():
            _collect(below, (*path, name), found)
    elif isinstance(raw, tuple):
        for index, item in enumerate(raw):
            _collect(item, (*path, index), found)
    elif (text := text_of(raw)) is not None:
        found.append((path, text))
