"""Secrets that are recognised wherever they turn up: whole, in part, or encoded."""

from __future__ import annotations

import base64
import random
import string
from dataclasses import dataclass, field
from urllib.parse import quote

PIECE = 8
"""So many characters of a secret in a row are a leak."""


@dataclass
class Plants:
    """The secrets by where they are. `found_in` says which of them are in a text."""

    texts: dict[str, str] = field(default_factory=dict)
    _pieces: dict[str, str] = field(default_factory=dict)

    def plant(self, where: str, length: int = 40, alphabet: str = string.ascii_letters + string.digits) -> str:
        """A new secret, the same in every run."""
        made = "".join(random.Random(where).choices(alphabet, k=length))
        return self.notice(where, made)

    def notice(self, where: str, text: str) -> str:
        """From now on the text is a secret as well."""
        self.texts[where] = text
        for form in _forms(text):
            for start in range(len(form) - PIECE + 1):
                self._pieces[form[start : start + PIECE]] = where
        return text

    def found_in(self, text: str) -> list[str]:
        """Where the secrets are planted of which the text has a piece; also one that was broken over lines."""
        found = set()
        for shown in (text, "".join(text.split())):
            pieces = {shown[start : start + PIECE] for start in range(len(shown) - PIECE + 1)}
            found |= {self._pieces[piece] for piece in pieces & self._pieces.keys()}
        return sorted(found)


def _forms(text: str) -> list[str]:
    """As it is, in a URL, and in base64, wherever in a longer text it stood that was encoded."""
    data = text.encode()
    encoded = [base64.b64encode(b" " * shift + data).decode()[4 if shift else 0 :].rstrip("=") for shift in range(3)]
    # The last character of base64 also depends on what comes next.
    return [text, quote(text, safe=""), *(one[:-1] for one in encoded)]
