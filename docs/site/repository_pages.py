"""Brings into the site what the pages link to and what is not in docs/: a hook of mkdocs.

The pages are read on a code host too, where `../examples/quickstart` leads to a folder. Here such a folder is a page
that shows its files, and the pages at the top of the repository are pages beside the others.
https://www.mkdocs.org/user-guide/configuration/#hooks
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[2]
DOCS = "docs"
# Pages at the top of the repository, by their name in the site. README.md would be the site's own index.
TOP_PAGES = {
    "README.md": "first-example.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "CHANGELOG.md": "CHANGELOG.md",
    "SECURITY.md": "SECURITY.md",
    "LICENSE": "LICENSE.md",
}
FOLDERS = ("examples", "integrations", "modules", "templates")
LONGEST = 40_000  # bytes of a file that is shown
LANGUAGES = {
    ".tf": "terraform",
    ".hcl": "terraform",
    ".yaml": "yaml",
    ".json": "json",
    ".md": "markdown",
    ".j2": "jinja",
}

_FENCED = re.compile(r"^(```+).*?^\1\s*?$", re.M | re.S)
_TARGET = re.compile(r"(?<=\]\()(?P<path>[^)\s#:]+)(?P<anchor>#[^)\s]*)?(?=\))")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages; in `not_in_nav` of mkdocs.yml are those of folders."""
    from mkdocs.structure.files import File

    made = {name: _top_page(path) for path, name in TOP_PAGES.items()}
    for folder in FOLDERS:
        made |= {f"{path}/index.md": _folder_page(path) for path in _folders(folder)}
    for uri, text in made.items():
        files.append(File.generated(config, uri, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with its links as they are in the site."""
    uri = page.file.src_uri
    in_repository = next((path for path, name in TOP_PAGES.items() if name == uri), f"{DOCS}/{uri}")
    if posixpath.dirname(uri).partition("/")[0] in FOLDERS:
        return markdown

    def target(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(in_repository), match["path"]))
        return posixpath.relpath(_in_site(path), posixpath.dirname(uri) or ".") + (match["anchor"] or _anchor(path))

    parts, end = [], 0
    for block in _FENCED.finditer(markdown):
        parts += [_TARGET.sub(target, markdown[end : block.start()]), block[0]]
        end = block.end()
    return "".join([*parts, _TARGET.sub(target, markdown[end:])])


def _in_site(path: str) -> str:
    """Where a file or folder of the repository is in the site. One that is not there stays: mkdocs warns of it."""
    if path in TOP_PAGES:
        return TOP_PAGES[path]
    if path.partition("/")[0] in FOLDERS:
        return f"{path if (ROOT / path).is_dir() else posixpath.dirname(path)}/index.md"
    return path.removeprefix(f"{DOCS}/")


def _anchor(path: str) -> str:
    """The heading of a file on the page of its folder."""
    is_shown = path.partition("/")[0] in FOLDERS and (ROOT / path).is_file()
    return f"#{_heading_anchor(posixpath.basename(path))}" if is_shown else ""


def _heading_anchor(name: str) -> str:
    return re.sub(r"[^\w\- ]", "", name.lower()).replace(" ", "-")


def _top_page(path: str) -> str:
    text = (ROOT / path).read_text("utf-8")
    return text if path.endswith(".md") else f"# License\n\n```text\n{text.strip()}\n```\n"


def _folders(folder: str) -> Iterator[str]:
    yield folder
    for path in sorted((ROOT / folder).rglob("*")):
        if path.is_dir() and not any(part.startswith((".", "_")) for part in path.relative_to(ROOT).parts):
            yield path.relative_to(ROOT).as_posix()


def _folder_page(folder: str) -> str:
    """The folders in it, and its files with what is in them. Not in the site's search: the pages are."""
    entries = sorted(path for path in (ROOT / folder).iterdir() if not path.name.startswith("."))
    inside = [f"- [{path.name}/]({path.name}/index.md)" for path in entries if path.is_dir() and path.name[0] != "_"]
    shown = [_file(path) for path in entries if path.is_file()]
    up = [f"[{folder.rpartition('/')[0]}/](../index.md)"] if "/" in folder else []
    heading = ["---\nsearch:\n  exclude: true\n---", f"# {folder}", *up]
    return "\n\n".join([*heading, *(["\n".join(inside)] if inside else []), *shown, ""])


def _file(path: Path) -> str:
    text = path.read_text("utf-8")
    if len(text) > LONGEST:
        return f"## {path.name}\n\n{len(text) // 1000} kB, not shown here."
    fence = "`" * max([3, *(len(found) + 1 for found in re.findall("`+", text))])
    return f"## {path.name}\n\n{fence}{LANGUAGES.get(path.suffix, 'text')}\n{text.strip()}\n{fence}"
