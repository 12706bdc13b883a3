"""A page from its template: everything is escaped, and nothing but our own style and script can be in effect."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from generator.report.inert import inert
from generator.report.page.highlight import highlighted
from generator.report.page.model import Page
from generator.report.visible import visible

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent
_PART_ENDS = re.compile(r"(?<=[:/.])(?=\w)")


def report_page(page: Page) -> str:
    """The report as the text of one HTML file, the same bytes for the same page."""
    return document("report.html", {"page": page, "difference": page.difference})


def document(template: str, values: Mapping[str, Any]) -> str:
    """The text of an HTML file from a template of this folder. Its content security policy forbids everything but the
    style and the script that are in it, each by its hash: text that got into the page by a mistake of ours could still
    neither run, nor load, nor send anything."""
    style, script = (Markup((_FOLDER / name).read_text("utf-8")) for name in ("style.css", "script.js"))
    own = {"style": style, "style_hash": _hash(style), "script": script, "script_hash": _hash(script)}
    return inert(_environment().get_template(template).render({**own, **values}))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from generator.report.diff.grouped import grouped
    from generator.report.diff.verdict import objects_counted, reworded, stacks_counted, verdict, what_changes

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"breakable": breakable, "highlighted": highlighted, "quantity": quantity}
    for said in (grouped, objects_counted, reworded, stacks_counted, verdict, what_changes):
        environment.globals[said.__name__] = said
    return environment


def breakable(text: str) -> Markup:
    """An ARN, an OCID or a name, which a narrow box may break where its parts end."""
    shown = escape(visible(text))
    return shown if " " in text else Markup(_PART_ENDS.sub("<wbr>", shown))


def quantity(number: int, thing: str, things: str = "") -> str:
    """How many: "1 stack", "1,000 databases"; `things` where the plural is not made by an s."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def _shown(value: Any) -> Any:
    """Nothing in a text hides or turns the direction of what stands beside it."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _hash(text: str) -> str:
    """As a content security policy names an inline element
    (https://www.w3.org/TR/CSP3/#match-element-to-source-list)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
