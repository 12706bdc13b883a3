"""Reads the JSON files in `.adbkms` without trusting them: anybody may have edited them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

MOST_BYTES = 256 * 1024 * 1024
"""Of a manifest or a journal; for a database they have half a kilobyte each."""
MAX_VALUES = 15_000_000
_SHA256 = re.compile("[0-9a-f]{64}")


class Unreadable(ValueError):
    """Why a JSON file of ours is not what we wrote, as the end of a sentence that starts with its name."""


def refuse_huge(content: bytes) -> None:
    """Raises `Unreadable` for JSON that would take memory without end: little else than brackets takes 25 times its
    size."""
    if sum(map(content.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise Unreadable(f"has more than {MAX_VALUES:,} values")


def read_json(content: bytes) -> Any:
    """The JSON in `content`. Raises `Unreadable` when it is not UTF-8, not JSON, names a member twice, or is huge."""
    refuse_huge(content)
    try:
        return json.loads(content.decode(), object_pairs_hook=_without_duplicates)
    except Unreadable:
        raise
    except UnicodeDecodeError as not_utf8:
        raise Unreadable("is not UTF-8") from not_utf8
    except (ValueError, RecursionError) as not_json:
        if b"<<<<<<<" in content:
            raise Unreadable("has the marks of a merge conflict") from not_json
        raise Unreadable(f"is not JSON ({not_json})") from not_json


def _without_duplicates(members: list[tuple[str, Any]]) -> dict[str, Any]:
    # A merge can leave two lines for one file; which of them holds is not for us to guess.
    result = dict(members)
    if len(result) != len(members):
        names = [name for name, _ in members]
        raise Unreadable(f"has {Counter(names).most_common(1)[0][0]!r} twice")
    return result


def checked_format(data: Any, expected: int) -> dict[str, Any]:
    """`data`, if it is an object whose `format` is the expected number. Raises `Unreadable`."""
    if not isinstance(data, dict):
        raise Unreadable("is not a JSON object")
    if data.get("format") != expected:
        raise Unreadable(
            f'has "format": {json.dumps(data.get("format"))}, and this adbkms reads {expected} only; '
            "a newer version may have written it, and is then the one to use"
        )
    return data


def are_sha256(values: Iterable[object]) -> bool:
    """Whether each is a SHA-256 as `hexdigest` writes it."""
    return all([isinstance(value, str) and _SHA256.fullmatch(value) for value in values])
