"""A request as the APIs see it, and their reply."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .callers import Caller
from .refusals import Refusal, invalid_parameter
from .sdk_bodies import Body

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """`path` has no query; `query` has the last value of each name."""

    method: str
    path: str
    caller: Caller
    query: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""

    def sent(self) -> Body:
        """The JSON object in the content. Raises Refusal for anything else."""
        try:
            sent = json.loads(self.content or b"{}")
        except ValueError:
            sent = None
        if not isinstance(sent, dict):
            raise Refusal(400, "CannotParseRequest", "Incorrectly formatted request.")
        return sent


@dataclass(frozen=True, slots=True)
class Reply:
    """`data` is what the content says as JSON."""

    data: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def refused(refusal: Refusal) -> Reply:
    """The reply with OCI's body of an error."""
    return Reply({"code": refusal.code, "message": refusal.message}, refusal.status)


def page(
    request: Request, items: Sequence[T], body: Callable[[T], Body], page_size: int
) -> tuple[list[Body], dict[str, str]]:
    """The page that is asked for and the header that leads to the next one. A page may be smaller than `limit`, as the
    API says: it has `page_size` items at most."""
    try:
        start = int(request.query.get("page", "page-0").removeprefix("page-"))
        size = min(int(request.query.get("limit", page_size)), page_size)
    except ValueError:
        start, size = -1, 0
    if start < 0 or size < 1:
        raise invalid_parameter("page or limit is invalid")
    end = start + size
    return [body(item) for item in items[start:end]], {"opc-next-page": f"page-{end}"} if end < len(items) else {}
