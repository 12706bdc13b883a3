"""Inputs changed at random, for where there is no atheris: the same numbers give the same inputs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

# What opens, closes, escapes or joins something in YAML, JSON, HCL, Jinja2, Markdown and terminals.
_PIECES = (
    *"\"'\\{}[]()<>,:;#*&!|%@`$~=?-+. \t\n\r0",
    *("${", "%{", "$${", "<<E\n", "<<: *a", "&a ", "*a", "/*", "*/", "//", "::", "##[", "null", "true", "1e999", "-0"),
    *(
        "\\u0000",
        "\\ud800",
        "\x00",
        "\x1b[31m",
        "\x7f",
        "\x9b",
        "\u2028",
        "\u202e",
        "\ufeff",
        "e\u0301",
        "../",
        "9" * 40,
    ),
)
_LONGEST = 1 << 16  # bytes


def mutations(seeds: Sequence[bytes], count: int, seed: int = 0) -> Iterator[bytes]:
    """So many inputs, made out of the seeds."""
    chance = random.Random(seed)
    for _ in range(count):
        data = chance.choice(seeds)
        for _ in range(chance.randint(1, 4)):
            data = _changed(data, seeds, chance)
        yield data[:_LONGEST]


def _changed(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    start = chance.randint(0, len(data))
    end = min(len(data), start + chance.choice((0, 0, 1, 2, 8, 64)))
    put: bytes
    match chance.randrange(5):
        case 0:
            put = chance.choice(_PIECES).encode()
        case 1:
            put = bytes([chance.randrange(256)])
        case 2:  # a piece of another seed
            other = chance.choice(seeds)
            at = chance.randint(0, len(other))
            put = other[at : at + chance.randint(0, 64)]
        case 3:  # the same again
            put = data[start:end] * chance.choice((2, 3, 60))
        case _:
            put = b""
    return data[:start] + put + data[end:]
