"""Terraform's language with its comments, strings, block types and literals marked.

A highlighter of our own, since a general one makes an element of every token: three times the bytes for a fleet.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from generator.report.visible import visible

_TOKEN = re.compile(
    r"""
      (?P<i>\#[^\n]*)                                   # a comment
    | (?P<u>"(?:[^"\\\n]|\\.)*")                        # a string
    | (?P<b>^[ ]*[a-z_]+(?=(?:[ ]"[^"\n]*")*[ ]\{))     # the type of a block
    | (?P<var>(?<![\w.-])(?:true|false|null|\d+)(?![\w.-]))
    """,
    re.MULTILINE | re.VERBOSE,
)


def highlighted(code: str) -> Markup:
    """The code as HTML: `<i>` is a comment, `<u>` a string, `<b>` a block's type, `<var>` a number or word of the
    language. They mean nothing to a screen reader and are the shortest that there are."""
    text = visible(code, keep="\n")
    parts: list[Markup | str] = []
    end = 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        parts += [escape(text[end : found.start()]), f"<{kind}>", escape(found[0]), f"</{kind}>"]
        end = found.end()
    return Markup("").join([*map(Markup, parts), escape(text[end:])])
