"""Lists that AWS answers page by page."""

from __future__ import annotations

from typing import Any

MOST_PAGES = 1000
"""The SDK follows a list for ever that has another next page each time."""


class ListTooLong(Exception):
    """A list does not come to its last page."""


def all_pages(pages: Any, most: int = MOST_PAGES) -> dict[str, Any]:
    """The pages of a paginator of the SDK in one: its lists put together, all else as in the first page."""
    found: dict[str, Any] = {}
    for number, page in enumerate(pages):
        if number == most:
            raise ListTooLong
        if not found:
            found = {**page, **{key.expression: [] for key in pages.result_keys}}
        for key in pages.result_keys:
            found[key.expression] += key.search(page) or []
    return found
