"""What holds for everything that is printed."""

from __future__ import annotations

import unicodedata


def shows_safely(text: str) -> None:
    """Raises if a text for people has a character that acts on a terminal or hides, or half of a surrogate pair."""
    text.encode()
    bad = {one for one in text if one != "\n" and unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert not bad - {"\u200c", "\u200d"}, f"printed: {bad!r}"
