"""What is in a file, or is to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.publish.files import sha256


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, which need not be in memory: `sha256` is their digest in hexadecimal digits."""

    sha256: str
    read: Callable[[], bytes] = field(compare=False, repr=False)


def in_memory(content: bytes) -> Content:
    """Bytes as they are."""
    return Content(sha256(content), lambda: content)
