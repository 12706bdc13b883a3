"""The filters of the templates: text stays text in HCL, comments, and Markdown's code spans and cells."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateRuntimeError
from markdown_it import MarkdownIt
from markupsafe import Markup

from generator.render.environment import code_span, comment_lines, environment, name, table_cell
from generator.verify.hcl_reader import read
from tests.terraform.hostile_text import CORPUS

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_ENVIRONMENT = environment()
_TEMPLATE = _ENVIRONMENT.from_string("{{ text | hcl }}\n{{ text | comment }}\n{{ text | code }}\n{{ text | cell }}\n")


def target(data: bytes) -> None:
    """Raises where a text becomes anything else than text."""
    text = data.decode(errors="ignore")
    _TEMPLATE.render(text=text)
    blocks, wrong = read(f"{comment_lines(text)}\nx {{}}\n", "main.tf")
    assert (len(blocks), wrong) == (1, [])
    _is_code(code_span(text), text)
    _is_one_cell(table_cell(text))
    try:
        bare = name(text)
    except TemplateRuntimeError:
        return
    assert isinstance(bare, Markup)
    assert read(f"{bare} {{}}\n", "main.tf")[0][0].type == text


def _is_code(span: str, text: str) -> None:
    (inline,) = [one for one in _MARKDOWN.parse(f"a {span} b") if one.type == "inline"]
    kinds = [one.type for one in inline.children or ()]
    if text.strip():
        assert kinds == ["text", "code_inline", "text"], (span, kinds)


def _is_one_cell(cell: str) -> None:
    table = f"| a | b |\n|---|---|\n| {cell} | end |\n"
    tokens = _MARKDOWN.parse(table)
    cells = [tokens[at + 1].content for at, one in enumerate(tokens) if one.type == "td_open"]
    assert len(cells) == 2, cells
    assert cells[1] == "end", cells
    assert not [child for one in tokens for child in one.children or () if child.type.startswith("html")], cell


def seeds() -> Iterator[bytes]:
    """Texts that have been a way out somewhere."""
    yield from (text.encode() for text in CORPUS)
    yield from (b"`", b"``` a", b"a | b", b"\\|", b"<script>", b"[x](javascript:y)", b"&lt;", b"main_tf")
