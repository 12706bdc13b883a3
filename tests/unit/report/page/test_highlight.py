"""Terraform's language, highlighted."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.report.page.highlight import highlighted
from generator.report.visible import visible

ROOT = Path(__file__).parents[4]


def test_comments_strings_block_types_and_literals_are_marked() -> None:
    code = '# why\nresource "x" "y" {\n  count = 2 # two\n  a_2 = "#"\n  b = true\n  tags = {\n  }\n}\n'

    assert highlighted(code) == (
        "<i># why</i>\n<b>resource</b> <u>&#34;x&#34;</u> <u>&#34;y&#34;</u> {\n"
        "  count = <var>2</var> <i># two</i>\n  a_2 = <u>&#34;#&#34;</u>\n  b = <var>true</var>\n  tags = {\n  }\n}\n"
    )


@pytest.mark.parametrize("file", sorted((ROOT / "modules").rglob("*.tf")), ids=lambda file: "/".join(file.parts[-2:]))
def test_the_text_stays_as_it_is(file: Path) -> None:
    code = file.read_text("utf-8")
    assert html.unescape(re.sub("<[^>]*>", "", highlighted(code))) == code


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text('"\\#{}<>&\n ab1'))
def test_nothing_of_any_text_is_lost_or_becomes_an_element(code: str) -> None:
    marked = str(highlighted(code))

    assert set(re.findall("<[^>]*>", marked)) <= {
        f"<{slash}{tag}>" for tag in ("i", "u", "b", "var") for slash in ("", "/")
    }
    assert html.unescape(re.sub("<[^>]*>", "", marked)) == visible(code, keep="\n")
