"""String literals of Terraform's native syntax, read.

Written from the HCL specification
(https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-literals) and on purpose not from the
function that escapes text on its way out: a fault in that one must not be undone by the same fault here.
"""

from __future__ import annotations

import re

_NEEDS_A_LOOK = re.compile(r'["\\$%\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_PIECE = re.compile(
    r"""
      (?P<plain>   [^"\\$%\x00-\x1f\x7f]+ )
    | (?P<unicode> \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )
    | (?P<simple>  \\[nrt"\\] )
    | (?P<doubled> \$\$(?=\{) | %%(?=\{) )
    | (?P<sign>    [$%](?!\{) )
    """,
    re.VERBOSE,
)
_SIMPLE = {"\\n": "\n", "\\r": "\r", "\\t": "\t", '\\"': '"', "\\\\": "\\"}
_WRITTEN = {text: escape for escape, text in _SIMPLE.items()}


class NotALiteral(ValueError):
    """The text between the quotes is not what Terraform takes; `offset` says where in it."""

    def __init__(self, why: str, offset: int) -> None:
        super().__init__(why)
        self.offset = offset


def decode(raw: str) -> str:
    """What the characters between two quotes mean, for a literal without interpolation.

    Raises `NotALiteral` for what Terraform refuses and for unescaped control characters, which it partly
    accepts.
    """
    if _NEEDS_A_LOOK.search(raw) is None:
        return raw
    decoded: list[str] = []
    at = 0
    while at < len(raw):
        piece = _PIECE.match(raw, at)
        if piece is None:
            raise NotALiteral(_why(raw, at), at)
        text = piece.group()
        if piece.lastgroup == "unicode":
            number = int(text[2:], 16)
            if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
                raise NotALiteral(f"{text} is not the number of a character", at)
            text = chr(number)
        elif piece.lastgroup == "simple":
            text = _SIMPLE[text]
        elif piece.lastgroup == "doubled":
            text = text[0]
        decoded.append(text)
        at = piece.end()
    return "".join(decoded)


def quote(text: str) -> str:
    """The one way in which this package writes a string literal to compare it; `decode` takes it back."""
    if _NEEDS_A_LOOK.search(text) is None:
        return f'"{text}"'
    return '"' + "".join(_written(text, at) for at in range(len(text))) + '"'


def _written(text: str, at: int) -> str:
    character = text[at]
    if character in _WRITTEN:
        return _WRITTEN[character]
    opens_a_template = character in "$%" and text[at + 1 : at + 2] == "{"
    if opens_a_template or (character not in "$%" and _NEEDS_A_LOOK.match(character)):
        return f"\\u{ord(character):04x}"
    return character


def _why(raw: str, at: int) -> str:
    character = raw[at]
    if character == "\n":
        return "a line break stands unescaped between the quotes"
    if character in "$%":
        return f"{character}{{ stands unescaped between the quotes"
    if character == "\\":
        return f"{raw[at : at + 2]!r} is not an escape sequence"
    if character == '"':
        return "a quote stands unescaped between the quotes"
    return f"the control character U+{ord(character):04X} stands unescaped between the quotes"
