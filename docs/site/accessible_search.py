"""Gives the search dialog of the theme the name that screen readers read out: a hook of mkdocs."""

from __future__ import annotations

from typing import Any

DIALOG = 'data-md-component="search" role="dialog"'


def on_post_page(output: str, **_: Any) -> str:
    """The page with the name."""
    return output.replace(DIALOG, f'{DIALOG} aria-label="Search"')
