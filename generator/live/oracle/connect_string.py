"""Connect strings, before the driver parses them: who says them, and which ones it is not given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.live.answers import Cause, NotKnown
from generator.live.oracle.tnsnames import find_entry
from generator.live.oracle.wallet import Wallet

MOST_CHARACTERS = 32 * 1024
"""Of a connect string; those of Autonomous Databases have some hundred."""
DEEPEST = 32
"""Parentheses within parentheses. The driver's parser calls itself for each of them, without an end, and some ten
thousand are the end of the process. A list of descriptions, with lists of addresses, is 6 deep."""
FORMS = "It is HOST:PORT/SERVICE, (DESCRIPTION=…), or a name in the wallet's tnsnames.ora."

# The driver takes a parenthesis between quotation marks for text.
_QUOTED = re.compile(r'"[^"]*"')


class Source(StrEnum):
    """Who says where the password goes to; the value begins a sentence."""

    OPTION = "--dsn"
    WALLET = "The wallet's tnsnames.ora"
    OCI = "OCI's connection profile"


@dataclass(frozen=True)
class Dsn:
    """A connect string, and who says it."""

    text: str
    source: Source = Source.OPTION


def unfit(dsn: Dsn) -> str | None:
    """Why the driver is not given a connect string, as what a sentence says of it."""
    text = dsn.text.strip()
    if len(text) > MOST_CHARACTERS:
        return f"is longer than {MOST_CHARACTERS} characters"
    if _depth(text) > DEEPEST:
        return f"has more than {DEEPEST} parentheses within each other"
    if text.startswith("("):
        return None
    # Besides tcp:// and tcps:// the driver has hooks, which read files (config-file://) or ask servers (ldap://).
    scheme, is_named, _ = text.partition("://")
    if is_named and scheme.lower() == "tcp":
        return "asks for a connection without TLS, and Autonomous AI Database takes TLS only"
    if not text or dsn.source is Source.OCI or (is_named and "/" not in scheme and scheme.lower() != "tcps"):
        return "is not of a kind that adbkms takes"
    return None


def look_up(dsn: Dsn, wallet: Wallet | None) -> Dsn | NotKnown:
    """The connect string itself, also of a name in the wallet's tnsnames.ora. It is fit for the driver."""
    text = dsn.text.strip()
    is_name = not text.startswith("(") and "/" not in text and dsn.source is Source.OPTION
    if is_name and wallet is None:
        return NotKnown(
            Cause.SERVICE_ERROR,
            "--dsn is a name, and there is no tnsnames.ora to find it in",
            f"Give the wallet's folder by --wallet DIR, or a whole DSN. {FORMS}",
        )
    if is_name and wallet:
        found = find_entry(Path(wallet.folder), text)
        if isinstance(found, NotKnown):
            return found
        dsn = Dsn(found, Source.WALLET)
    why = unfit(dsn)
    return NotKnown(Cause.SERVICE_ERROR, f"{dsn.source} {why}", f"Give another by --dsn. {FORMS}") if why else dsn


def _depth(text: str) -> int:
    """How deep the parentheses are within each other."""
    deepest = depth = 0
    for one in re.findall(r"[()]", _QUOTED.sub("", text)):
        depth += 1 if one == "(" else -1
        deepest = max(deepest, depth)
    return deepest
