"""Diagnostics as a Markdown list, for the comment of a bot on a merge request."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic
from generator.report.markdown_code import code_block, code_span
from generator.report.text import counted, place, source_lines
from generator.report.visible import visible
from generator.report.wrap import wrapped

_WIDTH = 100


def markdown(diagnostics: Sequence[Diagnostic]) -> str:
    """How many there are, and an item for each.

    What may be a user's text stands in code only: there nothing is a link, an image, HTML, or a mention that notifies
    somebody.
    """
    return "\n".join([f"**{counted(diagnostics)}**\n", *map(_item, diagnostics)])


def _item(diagnostic: Diagnostic) -> str:
    subject = [diagnostic.severity.value.capitalize(), code_span(visible(diagnostic.code))]
    if diagnostic.range is not None:
        subject.append(code_span(place(diagnostic.range)))
    if diagnostic.address is not None:
        subject.append(code_span(visible(diagnostic.address)))
    paragraphs = [
        [visible(diagnostic.summary)],
        list(source_lines(diagnostic, _WIDTH) or ()),
        wrapped(diagnostic.detail, _WIDTH),
    ]
    block = code_block("\n\n".join("\n".join(lines) for lines in paragraphs if lines))
    return f"- {' '.join(subject)}\n\n" + "".join(f"  {line}".rstrip() + "\n" for line in block)
