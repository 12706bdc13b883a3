"""Lists that come page by page and may go on for ever, or until the memory is full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.live.texts import texts

MOST_PAGES = 1000
MOST_CHARACTERS = 64 * 1024 * 1024
"""Of all texts in all pages of one list. The longest are the roles of an account: 5000, with a kilobyte or two each."""


class ListTooLong(Exception):
    """A list does not come to its last page."""


def bounded(pages: Iterable[Any]) -> Iterator[Any]:
    """The same decoded pages, one after the other. Raises ListTooLong when there are too many of them, or too much in
    them."""
    left = MOST_CHARACTERS
    for number, page in enumerate(pages):
        left -= sum(map(len, texts(page)))
        if number == MOST_PAGES or left < 0:
            raise ListTooLong
        yield page
