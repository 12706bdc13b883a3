"""Changes planted into rendered text, of the kinds that a fault in a template or a reader could hide behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

TOKENS = (
    " ", "  ", "\t", "\n", "\n\n", '"', '""', "'", "{", "}", "[", "]", "(", ")", ",", ".", "=", "==", "=>", ":", "::",
    "#", "//", "/*", "*/", "# x", "${", "$${", "%{", "%%{", "$", "%", "$$", "\\", "\\n", '\\"', "\\u0041",
    "\\U0001F600", "\\q", "\\u00", "<<", "<<E\n", "<<-E\n", "E\n", "-", "+", "!", "*", "/", "?", "&&", "||", "<", ">",
    "...", "[*]", ".*", ".0", "0", "1", "010", "1e5", "1.0", "1.50", "-1", "-12", "-0", "0x1", "true", "false",
    "null", "for", "in", "if", "for_each", "else", "endif", "a", "a.b", "a-b", "_", "\u00e9", "e\u0301", "\u2028",
    "\x85", "\ufeff", "\u00a0", "\x00", "\x7f", "\x0b", "\x0c", "\r", "\r\n", "\ud800", "zq0qz", "zq1qz", " = ", "} ",
    "},", "],", "~", "\u212a",
)  # fmt: skip
VALUES = (
    '"x"', '""', '"a.b"', '"1"', "1", "0", "01", "1.0", "1.5", "-1", "-10", "1e3", "12345678901234567890", "true",
    "false", "null", '"true"', "a", "a.b", "a.b.c-d", "a.null", "a.for", "a.forest", "a.true", "a.in", "null.a",
    "for.a", "a.1b", "a.b[0].c", "a.b[*].c", "a.*.b", "a.0.b", "1.a", "a .b", "a. b", "f(a.b)", 'f("x", a.b)',
    "f(a.b...)", '"${a.b}"', '"${a.for}"', '"$${a}"', '"$${a.b}c"', '"%{a}"', '"%%{a}"', '"a$"', '"$a"', '"%a{b}"',
    '"a\\nb"', '"\\u0041b"', '"\\u007aq0qz"', '"a\\"b.c"', '"\\\\"', '"\\"', '"# a"', '"// a"', '"/* a"', '"a" # b',
    "a.b # c", "a // b", "a /* b */", "a.b == c.d", 'a.b == "x"', 'a.b != "x" && c.d', "!a.b", "-a.b",
    "a.b ? c.d : e.f", 'a ? "x" : "y"', '["a", "b"]', '["a", "a"]', "[a.b, c.d]", "[]", "[1, 2]", "[true, 1]", "{}",
    "{ a = 1 }", '{ "a" = 1, a = 2 }', "{ a = b.c }", "{ (a) = 1 }", "[for x in a.b : x]", "{ for x in a : x => x }",
    "{", "[", "(", "}", "]", '"a" "b"', "a b", "a = b", "a == ", ", a", "a,", "a.b.", ".a", "zq0qz", "a.zq0qz",
    'zq0qz == "b"', '"zq0qz"', "zq0qz(a.b)", "a::b::c(d.e)", '"${path.module}/x"', '"${path.module}"',
    '"$${path.module}"', "<<E", '"\t"', '"\u00e9"', '"e\u0301"', '"\u2028"', '"\x85"', '"\ufeff"', '"\x7f"', "\u00e9",
    'f({ "b" = 1, "a" = 2 })', 'f({ "a" = 1, "b" = 2 })', 'f({ "a" = 1, "a" = 2 })', '"x${"y.z"}"', '"${f("x")}"',
    'a["b"]', "a[b.c]", '["a",]', "[\"a\" , 'b']", "a.b ==c.d", "a.b==c.d", '"a"=="b"', "1 + 1", "a.b - 1", "a.b-1",
    "a.b -1", "a-1", '"x <<E"', '"<<E"', '"${a.b}<<E"', '"$<<E"', '"<<E\\n"', '["x <<E"]', 'f("<<E")', "a <<E", "f(<<E",
    '"a" <<E', 'a == "<<E"', "[<<E", "<<-E", '"<<-E',
)  # fmt: skip
LINES = (
    "}", "{", "]", "},", "],", "[", "a {", 'a "b" {', 'a "b" "c" {', 'a b {', "a {}", "a { b = 1 }", 'a "b\\n" {',
    'a "b"{', "a{", '"a" {', "for {", "null {", "if = 1", "a = 1", '"a" = 1', "a : 1", "a = 1,", "a = {", "a = [",
    "a = (", '"a" = {', '"" = 1', "(a) = 1", "1 = 1", '"x",', "1,", "a.b,", "a.b", "{},", "null,", "1 # x,",
    '"x", # y', '"x", "y",', "a = 1 b = 2", "a = 1 }", "# a", "#", "// a", "/* a */", "/*", "*/", "", "  ", "\t",
    " # \t", "# /*", "# \u2028 a = 1", "? a : b", "== b", "&& b", ". b", "-1,", "-12,", "a = b ?", "a = b ==",
    "a.b = 1", "a = 1 # b", "a == 1", "a => 1", "for x in a : x", "a =", "= 1", "a", '"${a}" = 1', '"a\\n" = 1',
    "\ufeff", "moved {", 'a = "b" \\', "EOT", "a = <<EOT", "E", " E", "# a <<E", "# <<E", 'a = "b <<E"', '"a <<E" = 1',
    'a "b <<E" {', '"a <<E",', "<<E,", "a = 1 # <<E", "a <<E", "<<E",
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z0-9_-]+|[^A-Za-z0-9_\s-]")
_VALUE = re.compile(r"(?<== ).+$", re.MULTILINE)
Change = Callable[[Random, str], str]


def change(random: Random, text: str) -> str:
    """The text with one to three changes."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        text = random.choice(_CHANGES)(random, text)
    return text


def soup(random: Random, lines: Sequence[str]) -> str:
    """A file of lines that know nothing of each other, in blocks so that some of it is read at all."""
    inside = "\n".join(_line(random, lines) for _ in range(random.randrange(1, 6)))
    around = random.choice(
        ("{}", "a {{\n{}\n}}", "a {{\nb = {{\n{}\n}}\n}}", "a {{\nb = [\n{}\n]\n}}", 'a "b" {{\nc {{\n{}\n}}\n}}')
    )
    return around.format(inside) + random.choice(("", "\n", "\n\n"))


def _line(random: Random, lines: Sequence[str]) -> str:
    kind = random.randrange(4)
    if kind == 0:
        return random.choice(LINES)
    if kind == 1:
        return random.choice(lines)
    value = random.choice(VALUES)
    name = random.choice(("a", "b", "c-d", '"a"', '"e f"'))
    return f"{name} = {value}" if kind == 2 else f"{value},"


def _spot(random: Random, text: str) -> int:
    return random.randrange(len(text) + 1)


def _insert(random: Random, text: str) -> str:
    at = _spot(random, text)
    return text[:at] + random.choice(TOKENS) + text[at:]


def _delete(random: Random, text: str) -> str:
    at = _spot(random, text)
    return text[:at] + text[at + random.randrange(1, 4) :]


def _replace(random: Random, text: str) -> str:
    at = _spot(random, text)
    return text[:at] + random.choice(TOKENS) + text[at + 1 :]


def _swap_characters(random: Random, text: str) -> str:
    at = _spot(random, text)
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def _word(random: Random, text: str) -> str:
    words = list(_WORD.finditer(text))
    if not words:
        return text
    one, other = random.choice(words), random.choice(words)
    new = random.choice(
        (other.group(), random.choice(TOKENS), f'"{one.group()}"', one.group() * 2, one.group().upper())
    )
    return text[: one.start()] + new + text[one.end() :]


def _value(random: Random, text: str) -> str:
    values = list(_VALUE.finditer(text))
    if not values:
        return text
    one = random.choice(values)
    new = random.choice(
        (random.choice(VALUES), random.choice(values).group(), one.group().strip('"'), f'"{one.group()}"')
    )
    return text[: one.start()] + new + text[one.end() :]


def _lines(random: Random, text: str) -> str:
    lines = text.split("\n")
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(8):
        case 0:
            lines.insert(to, lines.pop(at))
        case 1:
            lines.insert(to, lines[at])
        case 2:
            del lines[at]
        case 3:
            lines[at], lines[to] = lines[to], lines[at]
        case 4:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        case 5:
            lines.insert(at, random.choice(LINES))
        case 6:
            lines[at] = (
                random.choice((" ", "\t", ""))
                + lines[at].strip()
                + random.choice(("", " ", "\t", ",", " # x", " // x", ";"))
            )
        case _:
            middle = len(lines[at]) // 2
            lines[at : at + 1] = [lines[at][:middle], lines[at][middle:]]
    return "\n".join(lines)


def _end(random: Random, text: str) -> str:
    return text.rstrip("\n") + random.choice(("", "\n\n", "\n}", "\n}\n}", "\na = 1", " ", "\n#", "\n/*"))


_CHANGES: Sequence[Change] = (
    _insert,
    _delete,
    _replace,
    _swap_characters,
    _word,
    _word,
    _value,
    _value,
    _lines,
    _lines,
    _lines,
    _end,
)
