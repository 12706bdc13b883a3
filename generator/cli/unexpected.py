"""What is told of an exception that nobody expected, once a cloud's SDK is in the process: where it came from, and not
what it says. The SDKs and what they are built on put requests, addresses with passwords and lines of configuration
files into their texts."""

from __future__ import annotations

import sys
import traceback

_SDKS = ("botocore", "oci", "oracledb")


def is_to_be_hidden() -> bool:
    """True if an exception may hold secrets: a cloud may have been asked."""
    return any(name in sys.modules for name in _SDKS)


def without_messages(wrong: BaseException) -> str:
    """The traceback, with the types of the exceptions alone; those that led to it are first."""
    parts = [_one(one) for one in reversed(_chain(wrong))]
    return (
        "\nand then\n\n".join(parts) + "\nThis is a bug of adbkms; please report it with the lines above. They hold no "
        "values: what the exceptions say is left out, since it may be secret.\n"
    )


def _chain(wrong: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    one: BaseException | None = wrong
    while one is not None and one not in found:
        found.append(one)
        one = one.__cause__ or one.__context__
    return found


def _one(wrong: BaseException) -> str:
    kind = type(wrong)
    lines = ["Traceback (most recent call last):\n", *traceback.format_tb(wrong.__traceback__)]
    return "".join(lines) + f"{kind.__module__}.{kind.__qualname__}\n"
