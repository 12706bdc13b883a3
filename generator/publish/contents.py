"""A rendered tree as the bytes that are written."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics import Diagnostic, error
from generator.publish.content import Content, in_memory
from generator.publish.names import check_names
from generator.publish.refusals import Refusal


def contents_of(tree: Mapping[str, str | Content]) -> dict[str, Content]:
    """The tree in UTF-8, its line breaks as they are.

    Raises `Refusal`: `PUB003` and `PUB004` for paths, `PUB012` for text that has no UTF-8.
    """
    texts, unwritable = encoded({path: text for path, text in tree.items() if isinstance(text, str)})
    if problems := check_names(tree) + unwritable:
        raise Refusal(*problems)
    return {path: text if isinstance(text, Content) else in_memory(texts[path]) for path, text in tree.items()}


def encoded(texts: Mapping[str, str]) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """Texts in UTF-8, by path, and `PUB012` for each that has none."""
    contents: dict[str, bytes] = {}
    unwritable: list[Diagnostic] = []
    for path, text in texts.items():
        try:
            contents[path] = text.encode()
        except UnicodeEncodeError as surrogate:
            unwritable.append(_unwritable(path, text, surrogate.start))
    return contents, unwritable


def _unwritable(path: str, text: str, at: int) -> Diagnostic:
    line = text.count("\n", 0, at) + 1
    return error(
        "PUB012",
        "A text cannot be written",
        f"Line {line} of {path!r} has the character {text[at]!r}, half a surrogate pair, which UTF-8 cannot express. "
        "Remove it from the spec or the template that it comes from.",
    )
