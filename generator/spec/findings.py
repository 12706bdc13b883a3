"""What is wrong in one part of a spec while it is read."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

from generator.diagnostics import MOST_ERRORS, Diagnostic, Severity
from generator.spec.nodes import Node, Path, follow, quoted

FAILED: Final[Any] = object()
"""Stands for a value that could not be read."""
MISSING = "SPEC202"


class Findings:
    """The findings about what stands under one node: `diagnostics` say what is wrong, `failed` are the paths where.

    `name` is the key that `root` stands under, if it has one: what is said of a collection points to its key. What
    may be a password is not repeated: findings end up in the logs of pipelines. Where `is_complete` is False, the node
    is a part of something, and nothing is said of what is missing in it. Of more than `MOST_ERRORS` only the first are
    kept, and one more, which shows that there are more.
    """

    def __init__(self, root: Node, name: Node | None = None, *, is_complete: bool = True) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.failed: list[Path] = []
        self._root = root
        self._name = name or root
        self._is_complete = is_complete

    def is_full(self) -> bool:
        """True if there is one more than `MOST_ERRORS`: what else is wrong need not be known."""
        return len(self.diagnostics) > MOST_ERRORS

    def fail(self, path: Path, code: str, summary: str, detail: str = "", *, at: Node | None = None) -> Any:
        """Notes that what stands at the path could not be read, and points there, or else at the node `at`."""
        if self.is_full():
            return FAILED
        self.failed.append(path)
        if code == MISSING and not self._is_complete:
            return FAILED
        place = at or [self._name, *follow(self._root, path)][-1]
        found = place.source.diagnostic(Severity.ERROR, code, summary, detail, place.span)
        self.diagnostics.append(dataclasses.replace(found, snippet=None) if _may_be_secret(path) else found)
        return FAILED

    def shown(self, path: Path, text: str) -> str:
        """A value as a message may show it."""
        return "(not shown)" if _may_be_secret(path) else quoted(text)


def _may_be_secret(path: Path) -> bool:
    return any("password" in step.casefold() for step in path if isinstance(step, str))
