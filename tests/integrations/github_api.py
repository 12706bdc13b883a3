"""GitHub's API for the comments of pull requests, on 127.0.0.1.

https://docs.github.com/en/rest/issues/comments
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.integrations.http_stand_in import Answer, Request, answering

TOKEN = "a-token-of-the-job"
BOT = "github-actions[bot]"
COMMENTS = "/repos/example/infra/issues/7/comments"


@dataclass
class GitHub:
    """A pull request: `comments` by id in the order of writing. `may_write` is what the token may. `requests` are those
    that came in: method and path."""

    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    may_write: bool = True
    broken: bool = False
    requests: list[str] = field(default_factory=list)
    url: str = ""

    def comment(self, body: str, login: str | None) -> int:
        number = len(self.comments) + 1
        user = None if login is None else {"login": login}  # the account is gone
        self.comments[number] = {"id": number, "user": user, "body": body}
        return number

    def answer(self, request: Request) -> Answer:
        self.requests.append(f"{request.method} {request.path}")
        if self.broken:
            return Answer(502, {"message": "Server Error"})
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answer(401, {"message": "Bad credentials"})
        if request.method == "GET" and request.path == COMMENTS:
            size, page = int(request.query["per_page"]), int(request.query["page"])
            return Answer(200, list(self.comments.values())[size * (page - 1) : size * page])
        if not self.may_write:
            return Answer(403, {"message": "Resource not accessible by integration"})
        body = json.loads(request.body)["body"]
        if request.method == "POST" and request.path == COMMENTS:
            return Answer(201, self.comments[self.comment(body, BOT)])
        match = re.fullmatch(r"/repos/example/infra/issues/comments/(\d+)", request.path)
        if request.method == "PATCH" and match:
            self.comments[int(match[1])]["body"] = body
            return Answer(200, self.comments[int(match[1])])
        return Answer(404, {"message": "Not Found"})


@contextmanager
def running_github() -> Iterator[GitHub]:
    """A GitHub that answers at `url`."""
    github = GitHub()
    with answering(github.answer) as github.url:
        yield github
