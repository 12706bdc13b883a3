"""Keeps one comment with the difference at a pull request: writes it, or writes it anew in place.

Environment:
- ADBKMS_COMMENT_FILE: the comment, Markdown that begins with the marker;
- ADBKMS_COMMENT_AUTHOR: the login that the token comments as;
- ADBKMS_DIFFERENCE: `true` or `false`; without a difference no new comment is begun;
- ADBKMS_PULL_REQUEST: the pull request's number;
- ADBKMS_TOKEN: a token with `pull-requests: write`;
- GITHUB_API_URL, GITHUB_REPOSITORY: set by the runner.

https://docs.github.com/en/rest/issues/comments
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

MARKER = "<!-- adbkms diff -->"
PAGE = 100
FORBIDDEN = 403


def main() -> int:
    body = Path(os.environ["ADBKMS_COMMENT_FILE"]).read_text("utf-8")
    comments = f"/repos/{os.environ['GITHUB_REPOSITORY']}/issues/{int(os.environ['ADBKMS_PULL_REQUEST'])}/comments"
    try:
        ours = own_comment(comments)
        if ours is not None:
            ask("PATCH", f"/repos/{os.environ['GITHUB_REPOSITORY']}/issues/comments/{ours}", {"body": body})
        elif os.environ["ADBKMS_DIFFERENCE"] == "true":
            ask("POST", comments, {"body": body})
    except urllib.error.HTTPError as error:
        if error.code != FORBIDDEN:
            return say("error", f"The comment could not be written: GitHub's API answered {error.code}.")
        # A pull request from a fork gets a token that only reads: its job has nothing wrong.
        why = "this token may not write to pull requests. The difference is in the summary of the job."
        return say("notice", f"No comment: {why}")
    except OSError:
        return say("error", "The comment could not be written: GitHub's API cannot be reached.")
    return 0


def say(severity: str, message: str) -> int:
    """An annotation of the job, and the exit code that goes with it."""
    sys.stdout.write(f"::{severity} title=adbkms::{message}\n")
    return int(severity == "error")


def own_comment(comments: str) -> int | None:
    """The id of the comment to write anew. Anybody can write the marker: the author counts as well."""
    page = 1
    while True:
        listed = ask("GET", f"{comments}?per_page={PAGE}&page={page}")
        for comment in listed:
            author = (comment["user"] or {}).get("login")
            if author == os.environ["ADBKMS_COMMENT_AUTHOR"] and (comment["body"] or "").startswith(MARKER):
                return int(comment["id"])
        if len(listed) < PAGE:
            return None
        page += 1


def ask(method: str, path: str, body: dict[str, str] | None = None) -> Any:
    """What the API answers to a request. Raises HTTPError, an OSError, for all but a success."""
    request = urllib.request.Request(
        os.environ["GITHUB_API_URL"] + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {os.environ['ADBKMS_TOKEN']}",
            "Content-Type": "application/json",
            "X-GitHub-Api-Version": "2022-11-28",
        },
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main())
