"""Actions are named by the full hash of a commit, with the version beside it, wherever somebody may copy them from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.packaging.distributions import CHECKOUT

USES = re.compile(r"^\s*(?:- )?uses:\s*(?P<action>[^\s#]+)(?P<rest>.*)$", re.MULTILINE)
PINNED = re.compile(r"[\w.-]+(?:/[\w./-]+)+@[0-9a-f]{40}")
WHERE = (".github/**/*", "action.yml", "integrations/**/*", "docs/*.md", "*.md")


def unpinned(text: str) -> list[str]:
    """The actions of a workflow, or of one in a page, that can change under their name."""
    used = [(found["action"], found["rest"]) for found in USES.finditer(text) if not found["action"].startswith("./")]
    return [action for action, rest in used if not (PINNED.fullmatch(action) and re.match(r" # v\d", rest))]


def files() -> Iterator[Path]:
    found = (file for pattern in WHERE for file in CHECKOUT.glob(pattern))
    return (file for file in found if file.is_file() and file.suffix in (".yml", ".yaml", ".md"))


def test_every_action_is_pinned() -> None:
    loose = {str(file.relative_to(CHECKOUT)): unpinned(file.read_text("utf-8")) for file in files()}
    assert {name: actions for name, actions in loose.items() if actions} == {}


def test_a_tag_a_branch_and_a_short_hash_are_found() -> None:
    text = "steps:\n  - uses: a/b@v4\n  - uses: a/b@main # v1\n    uses: a/b/c@0123456 # v1.0\n  - uses: ./here\n"
    assert unpinned(text) == ["a/b@v4", "a/b@main", "a/b/c@0123456"]


def test_a_hash_without_its_version_is_found() -> None:
    assert unpinned(f"- uses: a/b@{'0' * 40}\n") == [f"a/b@{'0' * 40}"]
