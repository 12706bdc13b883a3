"""Which root modules have been verified before, on this machine, by this very code.

Verification is a function of the texts, of the configuration, and of the code and schemas that compare them. When all
of these are what they were, the answer is the same, and parsing the files again would tell nothing. Only
success is remembered, as one digest for each stack's name, in the user's own cache folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from generator import __version__
from generator.configuration.terraform import Block
from generator.user_cache import user_cache

_GENERATOR = Path(__file__).parent.parent


def digest(files: Mapping[str, tuple[str, Sequence[Block]]]) -> bytes:
    """What verification depends on, as one SHA-256: the texts with the blocks that they must hold, by path, and the
    code that compares them."""
    whole = hashlib.sha256(_code())
    for path, (text, expected) in sorted(files.items()):
        for part in (path, text, repr(tuple(expected))):
            encoded = part.encode("utf-8", "surrogatepass")
            whole.update(len(encoded).to_bytes(8, "big") + encoded)
    return whole.digest()


def is_verified(stack: str, digest: bytes) -> bool:
    """True if a stack of that name with this digest was found right the last time."""
    return user_cache("verified").load(_entry(stack)) == digest


def remember(stack: str, digest: bytes) -> None:
    """Keep that it is right. Where nothing can be kept, the next run verifies again."""
    with contextlib.suppress(OSError):
        user_cache("verified").save(_entry(stack), digest)


def _entry(stack: str) -> str:
    return hashlib.sha256(stack.encode()).hexdigest()[:32]


@cache
def _code() -> bytes:
    """A digest of the code and data that verify: their files' names, sizes and times of change."""
    parts = [__version__, sys.version]
    for file in _files():
        status = file.stat()
        parts.append(f"{file}:{status.st_size}:{status.st_mtime_ns}")
    return hashlib.sha256("\0".join(parts).encode()).digest()


def _files() -> Iterator[Path]:
    yield from sorted((_GENERATOR / "verify").glob("*.py"))
    yield _GENERATOR / "generate.py"
    yield _GENERATOR / "configuration" / "terraform.py"
    yield _GENERATOR / "facts" / "pinned.py"
    yield _GENERATOR / "facts" / "provider_schema.py"
    yield from sorted((_GENERATOR / "facts" / "data").glob("provider-schema-*.json"))
    for package in ("hcl2", "lark"):
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            yield from sorted(Path(folder).glob("*.py"))
            yield from sorted(Path(folder).glob("*.lark"))
