"""A text as a scalar of YAML: plain where nobody can read it as anything else, or in quotes."""

from __future__ import annotations

import re
from collections.abc import Callable

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

_PLAIN = re.compile(r"[A-Za-z0-9_/][A-Za-z0-9_./+=@-]*|arn(:[A-Za-z0-9_./+=@*-]*)*:[A-Za-z0-9_./+=@*-]+")
# A number or a date in one of YAML's versions, also in those that PyYAML does not know.
_LIKE_A_NUMBER = re.compile(r"[0-9][0-9A-Fa-fox_.+-]*")
_SAFE_IN_QUOTES = re.compile("[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")


def scalar_text(text: str, style: str | None = None) -> str:
    """The text as it is written, in the `style` (`'`, `"` or None) of what stood there before, if that allows it."""
    if style == '"':
        return _in_double_quotes(text)
    if style == "'" and _SAFE_IN_QUOTES.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    return text if _is_plain(text) else _in_double_quotes(text)


def _is_plain(text: str) -> bool:
    """True for text that means itself without quotes, in a block and between `{` and `}`."""
    if not _PLAIN.fullmatch(text) or _LIKE_A_NUMBER.fullmatch(text) or text.casefold() in ("y", "n"):
        return False
    resolve: Callable[..., str] = Resolver().resolve  # by YAML 1.1, which takes `no` for false
    return resolve(ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str"


def _in_double_quotes(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if _SAFE_IN_QUOTES.fullmatch(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"
