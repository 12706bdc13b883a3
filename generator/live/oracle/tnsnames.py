"""The entries of a wallet's tnsnames.ora.

The driver could look a name up by itself, but it follows IFILE to any file, waits for a named pipe, and takes a file of
any size. The grammar is that of its `TnsnamesFileParser`: NAME[, NAME …] = a value, which ends with the line in which
its parentheses are closed; `#` begins a comment; of two entries of a name the last counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.live.answers import Cause, NotKnown
from generator.live.oracle.wallet_files import read_wallet_file


def find_entry(folder: Path, name: str) -> str | NotKnown:
    """The connect string that a name, in any case, stands for in the `tnsnames.ora` of a wallet's folder."""
    data = read_wallet_file(folder / "tnsnames.ora")
    if data is None:
        return NotKnown(
            Cause.SERVICE_ERROR,
            "There is no tnsnames.ora that can be read",
            "A name as --dsn needs --wallet DIR with a tnsnames.ora in it, a file of at most 1 MiB. Or give "
            "HOST:PORT/SERVICE.",
        )
    value = dict(_entries(data.decode("utf-8", "replace"))).get(name.strip().upper())
    if value is None:
        return NotKnown(
            Cause.SERVICE_ERROR,
            "The name in --dsn is not in tnsnames.ora",
            "Names such as orders_low are at the beginning of its lines, in the wallet's folder. What IFILE would "
            "include is not looked at.",
        )
    return value


def _entries(text: str) -> Iterator[tuple[str, str]]:
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    for line in lines:
        names, equals, first = line.partition("=")
        if not equals or "(" in names or ")" in names:
            continue
        value, depth = [first.strip()], _opened(first)
        while depth > 0 or not value[-1]:
            following = next(lines, None)
            if following is None:
                break
            value.append(following)
            depth += _opened(following)
        for name in names.split(","):
            yield name.strip().upper(), "\n".join(value).strip()


def _opened(line: str) -> int:
    return line.count("(") - line.count(")")
