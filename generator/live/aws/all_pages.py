"""Lists that AWS answers page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.live.bounded_lists import ListTooLong, bounded


def all_pages(pages: Any) -> Iterator[Any]:
    """The pages of a paginator of the SDK. Raises ListTooLong for a list without an end, as this one is too: the SDK
    takes a page that says that there are more, but not where, for the last one (botocore 1.44, paginate.py)."""
    page: Any = {}
    for page in bounded(pages):
        yield page
    # IAM's word for it, and that of KMS.
    if page.get("IsTruncated") or page.get("Truncated"):
        raise ListTooLong
