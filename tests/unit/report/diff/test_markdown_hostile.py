"""No text of a spec is more than text in a comment: a real reader of Markdown finds no tag, link, image or mention in
it that is not ours, and no text of anybody outside of code."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.diff.changes import (
    Action,
    ArgumentChange,
    Difference,
    FolderChange,
    Meaning,
    ObjectChange,
    Risk,
    StatementChange,
    StatementText,
)
from generator.report.diff import report_diff

SENTINEL = "¤"  # in every text of the data, in none of ours
ATTACKS = (
    "",
    "`",
    "``",
    "```",
    "~~~",
    "|",
    "\\|",
    "\\",
    "`|`",
    "@everyone",
    "</code></summary></details>",
    "<img src=x onerror=alert(1)>",
    "![x](http://example.com/x.png)",
    "[x](javascript:alert(1))",
    "http://example.com",
    "-->",
    "<!--",
    "&lt;b&gt;",
    "\n\n# x\n",
    "\r\n/close\r\n",
    "\u2028```\u2029",
    "\x1b]8;;http://example.com\x07",
    "##vso[task]",
    "$x$",
    "* x\n1. y",
    "a" * 400,
)
texts = st.lists(st.sampled_from(ATTACKS) | st.text(max_size=8), max_size=6).map(
    lambda parts: f"{SENTINEL.join(['', *parts, ''])}{SENTINEL}" if len(parts) % 2 else "".join([*parts, SENTINEL])
)


class Reader(HTMLParser):
    """What a browser makes of it: the tags with their attributes, and the text outside of code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, tuple[tuple[str, str | None], ...]]] = set()
        self.comments: list[str] = []
        self.outside = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, "every tag is closed in order"

    def handle_data(self, data: str) -> None:
        if "code" not in self._open:
            self.outside += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def unclosed(self) -> list[str]:
        """What is still open at the end."""
        return self._open


OURS = {
    *((tag, ()) for tag in ("h3", "p", "strong", "code", "pre", "details", "summary")),
    *((tag, ()) for tag in ("table", "thead", "tbody", "tr", "th", "td")),
    ("code", (("class", "language-diff"),)),
}


def statement(text: str) -> StatementText:
    """Of that text alone."""
    return StatementText(text, (text,), (text, f"{text}2"), (text,), (text,))


def of(texts: list[str]) -> Difference:
    """Two stacks and a module, in which every text is one of these."""
    one, two, three = texts
    objects = [
        ObjectChange(
            text,
            action,
            (ArgumentChange(one, two, three), ArgumentChange(two, one, None, (three,), (two,))),
            (StatementChange(three, action, statement(one), statement(two)),),
            tuple(Meaning(f"{text}{number}", three, Risk.OPENS_ACCESS) for number in range(4)),
            two,
        )
        for text, action in ((one, Action.MOVED), (two, Action.CHANGED), (three, Action.REMOVED))
    ]
    folders = [
        FolderChange(f"stacks/{one}", Action.CHANGED, tuple(objects)),
        FolderChange(f"stacks/{two}", Action.ADDED, tuple(objects[:1])),
        FolderChange(f"modules/{three}", Action.CHANGED, tuple(objects[1:])),
    ]
    return Difference(tuple(folders), 1, (one,))


def rendered(comment: str) -> Reader:
    """By CommonMark with GitHub's tables, raw HTML as it is."""
    return Reader(MarkdownIt("commonmark", {"html": True}).enable("table").render(comment))


def assert_harmless(comment: str) -> None:
    read = rendered(comment)
    assert read.tags <= OURS
    assert read.unclosed == []
    assert read.comments == [" adbkms diff "]
    assert SENTINEL not in read.outside
    # Nor what only a reader of GitHub's or GitLab's dialect acts on.
    assert not re.search(r"@|://|\$|!\[|[<>`]", read.outside.replace("`adbkms", ""))
    assert not re.search(r"^\s*(/|::)", comment, re.M)


@given(st.lists(texts, min_size=3, max_size=3))
def test_any_text_in_any_place_stays_in_its_code(texts: list[str]) -> None:
    assert_harmless(report_diff(of(texts), "markdown"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_attack_in_every_place(attack: str) -> None:
    assert_harmless(report_diff(of([attack + SENTINEL, SENTINEL + attack, attack]), "markdown"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_attack_in_what_is_folded_for_its_length(attack: str) -> None:
    found = Difference(tuple(of([f"{attack}{SENTINEL}{n}", attack, SENTINEL]).folders[0] for n in range(40)), 0, ())

    comment = report_diff(found, "markdown")

    assert "<summary>Which " in comment
    assert_harmless(comment)


def test_a_pipe_does_not_make_a_cell() -> None:
    comment = report_diff(of(["a|b", "c\\|d", "`|`"]), "markdown")

    rows = [line for line in comment.splitlines() if line.startswith("| ⚠️")]
    assert rows
    assert all(line.count("|") == 4 for line in rows)


def test_the_reader_would_notice() -> None:
    with pytest.raises(AssertionError):
        assert_harmless(f"<!-- adbkms diff -->\n{SENTINEL}<b>")
    with pytest.raises(AssertionError):
        assert_harmless("<!-- adbkms diff -->\n[x](http://example.com)")
