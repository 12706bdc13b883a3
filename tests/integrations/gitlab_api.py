"""GitLab's API for the notes of merge requests, on 127.0.0.1.

https://docs.gitlab.com/api/notes/#merge-requests
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from tests.integrations.http_stand_in import Answer, Request, answering

TOKEN = "glpat-of-the-project"
ME = 41
NOTES = "/api/v4/projects/5/merge_requests/7/notes"


@dataclass
class GitLab:
    """A merge request: `notes` by id, the newest first when they are listed, as GitLab does."""

    notes: dict[int, dict[str, Any]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    url: str = ""

    def note(self, body: str, author: int) -> int:
        number = len(self.notes) + 1
        self.notes[number] = {"id": number, "author": {"id": author}, "body": body}
        return number

    def answer(self, request: Request) -> Answer:
        self.requests.append(f"{request.method} {request.path}")
        if request.headers.get("private-token") != TOKEN:
            return Answer(401, {"message": "401 Unauthorized"})
        if request.path == "/api/v4/user":
            return Answer(200, {"id": ME})
        if request.method == "GET" and request.path == NOTES:
            size, page = int(request.query["per_page"]), int(request.query["page"])
            listed = sorted(self.notes.values(), key=lambda note: -int(note["id"]))
            more = str(page + 1) if len(listed) > size * page else ""
            return Answer(200, listed[size * (page - 1) : size * page], {"X-Next-Page": more})
        body = parse_qs(request.body.decode())["body"][0]
        if request.method == "POST" and request.path == NOTES:
            return Answer(201, self.notes[self.note(body, ME)])
        match = re.fullmatch(rf"{NOTES}/(\d+)", request.path)
        if request.method == "PUT" and match:
            self.notes[int(match[1])]["body"] = body
            return Answer(200, self.notes[int(match[1])])
        return Answer(404, {"message": "404 Not Found"})


@contextmanager
def running_gitlab() -> Iterator[GitLab]:
    """A GitLab that answers at `url`."""
    gitlab = GitLab()
    with answering(gitlab.answer) as gitlab.url:
        yield gitlab
