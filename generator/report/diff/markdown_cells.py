"""Tables, what is folded away, and the signs of dangers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from generator.diff.changes import Risk
from generator.report.diff.focus import cut
from generator.report.markdown_code import cell_span
from generator.report.visible import visible

# Of what to look at. A plain word says it too.
_SIGNS = {Risk.DESTROYS: "⛔ ", Risk.REPLACES: "⛔ ", Risk.ENDANGERS: "⚠️ ", Risk.OPENS_ACCESS: "⚠️ "}
_LONGEST_NAME = 80
_LONGEST_TEXT = 240


def sign(risk: Risk) -> str:
    """A sign and a space before what is dangerous; "" for the rest."""
    return _SIGNS.get(risk, "")


def name_cell(name: str) -> str:
    """A name as code in a cell, or as much of it as is readable."""
    return cell_span(name, _LONGEST_NAME)


def text_cell(text: str) -> str:
    """What a change means, as code in a cell."""
    return cell_span(text, _LONGEST_TEXT)


def html_code(text: str, most: int = _LONGEST_NAME) -> str:
    """Any text as code in HTML, on one line."""
    return f"<code>{escape(cut(visible(text), most))}</code>"


def table(headings: Sequence[str], rows: Sequence[str]) -> str:
    """`rows` are lines of Markdown."""
    return "\n".join(["", row(headings), row(["---"] * len(headings)), *rows, ""])


def row(cells: Sequence[str]) -> str:
    """A line of a table from cells that are Markdown already."""
    return f"| {' | '.join(cells)} |"


def folded(summary: str, content: str) -> str:
    """`summary` is HTML. Only after an empty line is `content` Markdown."""
    return f"\n<details><summary>{summary}</summary>\n{content}\n</details>\n"
