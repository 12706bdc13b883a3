"""Texts that try to become something else in a Terraform file, and how a spec says them."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

# Each has been a way out of a string, a way into a template, or a way to deceive a reader somewhere.
CORPUS = (
    '"',
    '\\"',
    "\\",
    "\\\\",
    "ends with a backslash\\",
    "\\u0024{",
    "\\${path.module}",
    "${path.module}",
    "$${path.module}",
    "$$${path.module}",
    "$$$${path.module}",
    "%{ if true }yes%{ endif }",
    "%%{ if true }",
    "%%%{ if true }",
    "$%{x}%${x}",
    '${file("/etc/passwd")}',
    '"\n}\nresource "null_resource" "injected" {\n',
    '"}]\n\nlocals { injected = "',
    "# not a comment",
    "// nor this",
    "/* nor */ this",
    "*/",
    "<<EOT\nheredoc\nEOT",
    "$",
    "%",
    "{",
    "}",
    "${",
    "%{",
    "$$",
    "%%",
    '$"',
    '%"',
    '$\\"',
    "$\\{",
    "$\n{",
    "ends with $",
    "ends with %",
    "line\nbreak",
    "carriage\rreturn",
    "both\r\nof them",
    "\ttab\t",
    " spaces around ",
    "vertical\vtab and form\ffeed",
    "next\x85line",
    "separators\u2028and\u2029",
    "null\x00byte",
    "".join(map(chr, range(1, 32))),
    "".join(map(chr, range(0x7F, 0xA0))),
    "\x1b[31mred\x1b[0m",
    "e\u0301 decomposed, \u00e9 composed",
    "a\u0316\u0301\u0328 marks out of order",
    "\u0301 begins with a mark",
    "\u1100\u1161\u11a8 jamo",
    "\u2126 ohm, \u212b angstrom",
    "\ufb01 ligature stays",
    "\U0001f469\u200d\U0001f4bb \U0001f1e9\U0001f1ea \U0001f44d\U0001f3fd",
    "\u202egnp.exe\u202c \u2066isolated\u2069 \u200frtl",
    "\ufeffbyte order mark",
    "zero\u200bwidth\u200cand\u2060joiners",
    "\u00ad\u034f\u180e\u3164\uffa0 blanks",
    "\ue000 private \U000f0000 \U0010fffd",
    "\ufffe\uffff noncharacters \U0001ffff",
    "\ud7ff\uf900 around the surrogates",
    "\U000e0041\U000e007f tag characters",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\u0e01\u0e49\u0e2d\u0e19 \u0928\u092e\u0938\u094d\u0924\u0947",
    "null",
    "true",
    "0123",
    "1e3",
    "2012-10-17",
    "~",
    "{{ jinja }} {% raw %} {# comment #}",
    "<b>&amp;</b>",
    "`backticks` | pipes",
)

_PIECES = st.sampled_from(
    [
        *'$%{}"\\\n\r\t\x00#=[](), e\u2028\u202e\u0301\u200d\U0001f600\U0001f1e6\u1100\u1161\u0e33',
        *("${", "%{", "$${", "%%{", "//", "/*", "*/", "<<EOT\n", "\\n", "\\u0022"),
    ]
)
HOSTILE_TEXTS = st.one_of(
    st.lists(_PIECES, min_size=1, max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    st.tuples(st.sampled_from(CORPUS), st.sampled_from(CORPUS)).map("".join),
)


def as_terraform_has_it(text: str) -> str:
    """In Unicode's normal form C: https://developer.hashicorp.com/terraform/language/expressions/types#string"""
    return unicodedata.normalize("NFC", text)


def in_yaml(text: str) -> str:
    """The text as a double-quoted scalar of YAML, all but plain ASCII escaped."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    code = ord(character)
    if 0x20 <= code < 0x7F and character not in '"\\':
        return character
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
