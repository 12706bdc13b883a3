"""GitHub's API for the comments of pull requests, on 127.0.0.1.

https://docs.github.com/en/rest/issues/comments
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-token-of-the-job"
BOT = "github-actions[bot]"


@dataclass
class GitHub:
    """A repository's pull requests: `comments` by id in the order of writing. `may_write` is what the token may.
    `requests` are those that came in: method and path."""

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

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: dict[str, str]) -> tuple[int, Any]:
        if self.broken:
            return 502, {"message": "Server Error"}
        if method == "GET" and re.fullmatch(r"/repos/example/infra/issues/7/comments", path):
            size, page = int(query["per_page"][0]), int(query["page"][0])
            return 200, list(self.comments.values())[size * (page - 1) : size * page]
        if not self.may_write:
            return 403, {"message": "Resource not accessible by integration"}
        if method == "POST" and re.fullmatch(r"/repos/example/infra/issues/7/comments", path):
            return 201, self.comments[self.comment(body["body"], BOT)]
        if method == "PATCH" and (match := re.fullmatch(r"/repos/example/infra/issues/comments/(\d+)", path)):
            self.comments[int(match[1])]["body"] = body["body"]
            return 200, self.comments[int(match[1])]
        return 404, {"message": "Not Found"}


@contextmanager
def running_github() -> Iterator[GitHub]:
    """A GitHub that answers at `url`."""
    github = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            address = urlsplit(self.path)
            length = int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length)) if length else {}
            github.requests.append(f"{self.command} {address.path}")
            known = self.headers["Authorization"] == f"Bearer {TOKEN}"
            bad = (401, {"message": "Bad credentials"})
            answer = github.answer(self.command, address.path, parse_qs(address.query), body) if known else bad
            content = json.dumps(answer[1]).encode()
            self.send_response(answer[0])
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = _answer

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: `requests` has them."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    github.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield github
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
