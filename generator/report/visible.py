"""Text that may come from anybody, as it is safe to show: nothing in it acts on a terminal or hides."""

from __future__ import annotations

import re
import unicodedata

# Control characters, terminal escapes and line breaks (Cc, Zl, Zp), invisible formatting and what turns the direction
# of writing (Cf, https://trojansource.codes), and halves of surrogate pairs, which no terminal can encode (Cs).
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"  # Cf, but part of words in Persian or Hindi, and of emoji
_PRINTABLE_ASCII = re.compile(r"[ -~]*")


def visible(text: str, keep: str = "") -> str:
    """The text with every hidden character as an escape, such as `\\x1b`, except those in `keep`."""
    if _PRINTABLE_ASCII.fullmatch(text):
        return text
    return "".join(one if one in keep else visible_character(one) for one in text)


def visible_character(one: str) -> str:
    """A character, or its escape if it is hidden."""
    if unicodedata.category(one) not in _HIDDEN or one in _JOINERS:
        return one
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(one) or _escape(ord(one))


def _escape(code_point: int) -> str:
    if code_point <= 0xFF:
        return f"\\x{code_point:02x}"
    return f"\\u{code_point:04x}" if code_point <= 0xFFFF else f"\\U{code_point:08x}"


def columns(text: str) -> int:
    """How many columns of a terminal a text takes that `visible` has been through."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(one: str) -> int:
    if unicodedata.category(one) in ("Mn", "Me", "Cf"):  # on top of the character before it
        return 0
    return 2 if unicodedata.east_asian_width(one) in ("W", "F") else 1
