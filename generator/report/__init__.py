"""How diagnostics are printed: one small file per format."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from generator.diagnostics import Diagnostic
from generator.report.inert import inert, inert_json

FORMATS = ("text", "json", "sarif", "markdown", "github", "gitlab", "junit")


def report(
    diagnostics: Iterable[Diagnostic],
    format: str,
    *,
    color: bool = False,
    width: int = 100,
    count: bool = False,
    explanations: Mapping[str, str] | None = None,
    repository: str = os.curdir,
) -> str:
    """The diagnostics, in the order in which they are given, as text that ends with a line break or is empty.

    `format` is one of `FORMATS`; `ValueError` for another. `color`, `width` (in columns of a terminal) and `count` (a
    last line that counts errors and warnings) are for "text"; `explanations`, Markdown by code whose first line is a
    title, are for "sarif"; `repository`, the folder that paths are relative to, is for "gitlab".
    """
    found = list(diagnostics)
    match format:
        case "text":
            from generator.report.text import text

            return inert(text(found, color=color, width=width, count=count))
        case "json":
            from generator.report.json import json_text

            return inert_json(json_text(found))
        case "sarif":
            from generator.report.sarif import sarif

            return inert_json(sarif(found, explanations or {}))
        case "markdown":
            from generator.report.markdown import markdown

            return inert(markdown(found))
        case "github":
            from generator.report.github import github

            return github(found)
        case "gitlab":
            from generator.report.gitlab import gitlab

            return inert_json(gitlab(found, repository))
        case "junit":
            from generator.report.junit import junit

            return inert(junit(found))
        case _:
            raise ValueError(f'"{format}" is none of {", ".join(FORMATS)}')
