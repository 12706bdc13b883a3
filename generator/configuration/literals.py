"""Values to HCL. `quoted` is the one function through which text of a user becomes part of a Terraform file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import groupby

from generator.configuration.terraform import Expression, Value

_LINE_LENGTH = 100
_INDENTED = "\n  "
_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# What must not stand in a quoted string as it is: what ends or breaks it, what would start a template (the first
# character of `${` and `%{`; HCL's own escape `$${` is ambiguous after another `$`), control characters and line
# separators, and characters that are invisible or reorder the text around them, since a reviewer must see what is there
# (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
_ESCAPED = re.compile(
    '[\\\\"\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164'
    "\ufeff\uffa0\ufff9-\ufffb\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]|[$%](?={)"
)
# Most texts: nothing in them is in `_ESCAPED`, which takes six times as long to say so.
_PLAIN = re.compile(r"[ !#-\[\]-z|}~]*")
# Letters and symbols that form a grapheme cluster with a neighbour; besides them all marks and format characters do
# (https://www.unicode.org/reports/tr29/#Grapheme_Cluster_Break_Property_Values: Prepend, SpacingMark, L, V, T, Extend,
# Regional_Indicator).
_JOINING = re.compile(
    "[\u0d4e\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uff9e\uff9f\U000111c2\U000111c3\U0001193f\U00011941"
    "\U00011a3a\U00011a84-\U00011a89\U00011d46\U00011f02\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)


def quoted(text: str) -> str:
    """A string literal that Terraform evaluates to exactly `text`."""
    return f'"{text}"' if _PLAIN.fullmatch(text) else '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT_ESCAPES.get(character) or _code_point(character)


def _code_point(character: str) -> str:
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"


def literal(value: Value) -> str:
    """A value as HCL, in canonical layout from the margin on; lists that fit stay on one line, maps have a line for
    each key."""
    match value:
        case str():
            return quoted(value)
        case Expression():
            return value.source
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case tuple():
            return _list([literal(item) for item in value])
        case Mapping():
            return _map(value)
    raise TypeError(f"not a value of Terraform: {value!r}")


def assignments(values: Mapping[str, Value], as_hcl: Callable[[str], str], line_break: str) -> str:
    """`NAME = VALUE` for each, with a line break before it. `as_hcl` writes a name; `line_break` has the indentation
    behind it."""
    texts = tuple([literal(value) for value in values.values()])
    tall: tuple[str, ...] = ()
    if "\n" in "".join(texts):  # between lines of a value only: in a string it is escaped
        tall = tuple([name for name, text in zip(values, texts, strict=True) if "\n" in text])
        texts = tuple([text.replace("\n", line_break) for text in texts])
    return _form(tuple(values), tall, as_hcl, line_break) % texts


@lru_cache(maxsize=1024)  # the blocks of a fleet have mostly the same names in the same order
def _form(names: tuple[str, ...], tall: tuple[str, ...], as_hcl: Callable[[str], str], line_break: str) -> str:
    """The assignments with `%s` for each value. Equals signs of neighbours stand below each other; those whose values
    are `tall`, of several lines, stand alone (the rules: HCL's hclwrite/format.go)."""
    form = ""
    for is_tall, neighbours in groupby(names, key=set(tall).__contains__):
        written = [as_hcl(name) for name in neighbours]
        width = 0 if is_tall else max(map(len, written))
        form += "".join([f"{line_break}{name.ljust(width)} = ".replace("%", "%%") + "%s" for name in written])
    return form


def comment(text: str) -> str:
    """Text as comment lines, `# ` before each. Nothing in it can end the comment early or hide from the reader."""
    if _PLAIN.fullmatch(text):
        return f"# {text}".rstrip()
    lines = re.split("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text)
    return "\n".join(("# " + _ESCAPED.sub(_escape_in_comment, line)).rstrip() for line in lines)


def _escape_in_comment(match: re.Match[str]) -> str:
    return match.group() if match.group() in '\\"\t$%' else _escape(match)


def _list(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    if len(line) <= _LINE_LENGTH and "\n" not in line:
        return line
    return "[" + "".join([f"\n{item},".replace("\n", _INDENTED) for item in items]) + "\n]"


def _map(entries: Mapping[str, Value]) -> str:
    if not entries:
        return "{}"
    return "{" + assignments(entries, _key, _INDENTED) + "\n}"


def _key(text: str) -> str:
    """A key of a map. `terraform fmt` aligns what follows keys by grapheme clusters, of which Python knows nothing: so
    a character that may form one with its neighbours, such as a combining mark, is escaped, and each is one column."""
    literal_key = quoted(text)
    return literal_key if literal_key.isascii() else "".join(map(_apart, literal_key))


def _apart(character: str) -> str:
    if character.isascii():
        return character
    joins = unicodedata.category(character)[0] not in "LNPSZ" or _JOINING.match(character)
    return _code_point(character) if joins else character
