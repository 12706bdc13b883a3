"""Sessions of a shell as the site shows them: what was typed stands out, and the button copies that alone.

Pygments would take every line that begins with `#`, such as a comment in a file that a command prints, for a command of
root. A hook of mkdocs: https://www.mkdocs.org/user-guide/configuration/#hooks
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PROMPT, CONTINUED = "$ ", "> "


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Says how `console` blocks are formatted."""
    fence = {"name": "console", "class": "highlight", "format": formatted}
    config.mdx_configs.setdefault("pymdownx.superfences", {})["custom_fences"] = [fence]
    return config


def formatted(source: str, *_: Any, **__: Any) -> str:
    """The block as HTML, with the classes that Pygments has for prompts and output."""
    return f'<div class="highlight"><pre><code>{"".join(_lines(source))}</code></pre></div>'


def _lines(source: str) -> Iterator[str]:
    prompt = PROMPT
    for line in source.splitlines():
        if line.startswith(prompt):
            typed = line.removeprefix(prompt)
            yield f'<span class="gp">{escape(prompt)}</span><span class="typed">{escape(typed)}</span>\n'
            prompt = CONTINUED if typed.endswith("\\") else PROMPT
        else:
            yield f'<span class="go">{escape(line)}\n</span>'
