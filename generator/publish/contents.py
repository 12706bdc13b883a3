"""A rendered tree as the bytes that are written."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics import error
from generator.publish.content import Content, in_memory
from generator.publish.names import check_names
from generator.publish.refusals import Refusal


def contents_of(tree: Mapping[str, str | Content]) -> dict[str, Content]:
    """The tree in UTF-8, its line breaks as they are.

    Raises `Refusal`: `PUB003` and `PUB004` for paths, `PUB012` for text that has no UTF-8.
    """
    problems = check_names(tree)
    contents: dict[str, Content] = {}
    for path, text in tree.items():
        try:
            contents[path] = text if isinstance(text, Content) else in_memory(encoded(path, text))
        except Refusal as refused:
            problems += refused.diagnostics
    if problems:
        raise Refusal(*problems)
    return contents


def encoded(path: str, text: str) -> bytes:
    """A text in UTF-8. Raises `Refusal` with `PUB012` where it has none."""
    try:
        return text.encode()
    except UnicodeEncodeError as surrogate:
        line = text.count("\n", 0, surrogate.start) + 1
        raise Refusal(
            error(
                "PUB012",
                "A text cannot be written",
                f"Line {line} of {path!r} has the character {text[surrogate.start]!r}, half a surrogate "
                "pair, which UTF-8 cannot express. Remove it from the spec or the template that it "
                "comes from.",
            )
        ) from surrogate
