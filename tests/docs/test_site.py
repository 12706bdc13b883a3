"""The documentation as a site: it builds without a warning, its links lead somewhere, and it needs no other host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from tests.docs.pages import ROOT

# What a browser fetches by itself, by tag: everything but <a href> and the page's own metadata.
FETCHED = {
    "img": "src",
    "script": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "object": "data",
    "embed": "src",
}


@dataclass
class Html(HTMLParser):
    """What a page of the site refers to."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    text_of_styles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids |= {values[name] for name in ("id", "name") if name in values}
        self.text_of_styles.append(values.get("style", ""))
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if values.get(FETCHED.get(tag, ""), ""):
            self.fetched.append(values[FETCHED[tag]])
        self.fetched += [one.split()[0] for one in values.get("srcset", "").split(",") if one.strip()]


def read(page: Path) -> Html:
    html = Html()
    html.feed(page.read_text("utf-8"))
    return html


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` does: `strict` makes an error of every warning."""
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Html]:
    """Every page by its path in the site."""
    return {path.relative_to(site).as_posix(): read(path) for path in sorted(site.rglob("*.html"))}


# One worker builds the site for all of them.
pytestmark = pytest.mark.xdist_group("site")


def test_the_site_is_built_strictly() -> None:
    assert re.search(r"^strict: true$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)


def test_every_page_of_docs_is_in_the_site(pages: dict[str, Html]) -> None:
    written = {f"{path.stem}.html" for path in (ROOT / "docs").glob("*.md")}

    assert written <= pages.keys()
    assert {"first-example.html", "CONTRIBUTING.html", "CHANGELOG.html", "SECURITY.html"} <= pages.keys()
    assert "examples/quickstart/index.html" in pages


def test_every_link_leads_to_a_page_and_a_heading_of_the_site(site: Path, pages: dict[str, Html]) -> None:
    assert [f"{page}: {link}" for page, html in pages.items() for link in _broken(page, html, site, pages)] == []


def test_links_to_the_repository_lead_to_its_text_in_the_site(pages: dict[str, Html]) -> None:
    assert "examples/quickstart/index.html" in pages["stages.html"].links
    assert "examples/quickstart/index.html#3-encryptyaml" in pages["first-example.html"].links
    assert "CONTRIBUTING.html#how-to-bump-a-provider-schema" in pages["verification.html"].links
    assert "modules/aws-kms-key/index.html" in pages["modules.html"].links
    assert "guard.html#what-it-cannot-see" in pages["SECURITY.html"].links


def test_no_page_fetches_anything_from_another_host(site: Path, pages: dict[str, Html]) -> None:
    elsewhere = {page: one for page, html in pages.items() for one in html.fetched if _leads_elsewhere(one)}
    styles = {page: "\n".join(html.text_of_styles) for page, html in pages.items()}
    styles |= {path.name: path.read_text("utf-8") for path in site.rglob("*.css")}

    assert elsewhere == {}
    assert {name: urls for name, text in styles.items() if (urls := [*_fetched_by_style(text)])} == {}


def test_nothing_is_there_that_makes_the_theme_fetch_something(site: Path) -> None:
    """Its script fetches mermaid where a page has a diagram of it, and a repository's figures where it knows one."""
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert 'class="mermaid"' not in text, page
        assert 'data-md-component="source"' not in text, page


def test_the_navigation_has_the_five_parts() -> None:
    nav = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)["nav"]

    assert [name for part in nav for name in part] == ["Start", "How-to guides", "Reference", "Explanation", "Project"]


def _broken(page: str, html: Html, site: Path, pages: dict[str, Html]) -> Iterator[str]:
    # The page for what is not found is shown at any address: its links begin at the top.
    above = site if page == "404.html" else (site / page).parent
    for link in html.links:
        target = urlsplit(link)
        if target.scheme:
            continue
        path = (above / unquote(target.path).lstrip("/") if target.path else site / page).resolve()
        file = path / "index.html" if path.is_dir() else path
        found = file.relative_to(site.resolve()).as_posix() if file.is_relative_to(site.resolve()) else ""
        anchor = unquote(target.fragment)
        if not found or not file.is_file() or (anchor and anchor not in pages[found].ids):
            yield link


def _leads_elsewhere(url: str) -> bool:
    return url.startswith("//") or urlsplit(url).scheme not in ("", "data")


def _fetched_by_style(text: str) -> Iterator[str]:
    for url in re.findall(r"(?:url\(|@import\s+)[\"']?([^\"')\s]+)", text):
        if _leads_elsewhere(url):
            yield url
