"""Heredocs, which python-hcl2 takes as one token with one regular expression and hcl scans line by line."""

from __future__ import annotations

import re

_OPENING = re.compile(r"<<-?(?P<marker>[a-zA-Z][a-zA-Z0-9._-]*)\r?\n")
_TEMPLATE = re.compile(r"(?<!\$)\$\{|(?<!%)%\{")


def heredoc_fault(text: str) -> str:
    """Why hcl may end the heredoc elsewhere than python-hcl2, in a sentence; "" when both must agree.

    `text` is the whole token, from `<<` to the line break after the closing marker.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return "The heredoc has no marker that hcl would read."
    marker = opening["marker"]
    body = text[opening.end() :].rstrip("\r\n").split("\n")
    # hcl trims the line before it compares, python-hcl2 only its beginning.
    if [number for number, line in enumerate(body) if line.strip() == marker] != [len(body) - 1]:
        return f"The closing marker {marker} stands on more than one line, or not on the last one."
    if _TEMPLATE.search("\n".join(body)):
        # python-hcl2 does not look into it, and a marker inside would be read differently.
        return "An interpolation or directive stands in a heredoc, which adbkms never writes."
    return ""
