"""Text as YAML that nothing in it can break out of."""

from __future__ import annotations

import re
import textwrap

# Text that is itself without quotes, for every reader of YAML: no indicator in it, and no word that means something.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./+@-]*(?::[A-Za-z0-9_./+@:-]*[A-Za-z0-9_./+@-])?")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_WIDTH = 110


def scalar(value: str | int | bool) -> str:
    """A value as a YAML scalar that is read as itself. Text is quoted unless it is beyond doubt."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return f'"{"".join(_ESCAPES.get(one) or shown(one) for one in value)}"'


def comment(text: str, indent: str) -> list[str]:
    """A text as comment lines. What does not print is escaped, line breaks as well."""
    printable = "".join(shown(one) for one in text)
    lines = textwrap.wrap(printable, max(40, _WIDTH - len(indent)), break_long_words=False, break_on_hyphens=False)
    return [f"{indent}# {line}" for line in lines]


def shown(one: str) -> str:
    """A character, or its escape if it does not print; what prints can stand in a spec."""
    if one.isprintable():
        return one
    number = ord(one)
    if number <= 0xFF:
        return f"\\x{number:02X}"
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"
