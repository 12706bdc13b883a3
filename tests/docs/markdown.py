"""As much of Markdown as our pages use: headings with their anchors, and links."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCED = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)\s*?$", re.M | re.S)
_HEADING = re.compile(r"^#{1,6} +(?P<text>.+?) *#*$", re.M)
_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<target>[^)\s]+)\)")
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.S)


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found: set[str] = set()
    for heading in _HEADING.finditer(_FENCED.sub("", page)):
        plain = anchor(heading["text"])
        numbered = (f"{plain}-{number}" for number in range(1, len(page)))
        found.add(plain if plain not in found else next(name for name in numbered if name not in found))
    return found


def anchor(heading: str) -> str:
    """A heading's anchor: lower case, without punctuation, with hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def links(page: str) -> Iterator[str]:
    """The targets of a page's links that lead into the repository: `docs/spec.md#keys`, `#keys`."""
    for link in _LINK.finditer(_CODE_SPAN.sub("`", _FENCED.sub("", page))):
        if not re.match(r"[a-z][a-z0-9+.-]*:", link["target"]):
            yield link["target"]


def fenced(page: str) -> list[str]:
    """The fenced blocks of a page, with their fences."""
    return [block[0] for block in _FENCED.finditer(page)]


def deeper(text: str, levels: int) -> str:
    """The same text with its headings that many levels deeper; what is fenced stays."""
    parts = []
    end = 0
    for block in _FENCED.finditer(text):
        parts += [_lowered(text[end : block.start()], levels), block[0]]
        end = block.end()
    return "".join([*parts, _lowered(text[end:], levels)])


def _lowered(text: str, levels: int) -> str:
    return _HEADING.sub(lambda heading: "#" * levels + heading[0], text)
