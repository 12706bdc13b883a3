"""Markdown is for a bot's comment on a merge request; nothing in it that is a user's text is more than text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, LaidOut, Position, Severity, Snippet, SourceRange, error
from generator.report import report


def test_an_item_for_each(unknown_key: Diagnostic, terraform_warning: Diagnostic) -> None:
    assert (
        report([unknown_key, terraform_warning], "markdown")
        == """\
**1 error, 1 warning**

- Error `SPEC201` `spec.yaml:5:5`

  ```text
  Unknown key "regoin"

     5 |     regoin: us-east-2
       |     ^^^^^^

  There is no such key here. Did you mean "region"?
  ```

- Warning `VER302` `oci_database_autonomous_database.orders`

  ```text
  Not formatted
  ```
"""
    )


def test_nothing_found() -> None:
    assert report([], "markdown") == "**No errors**\n"


def test_a_user_cannot_end_the_code_that_the_text_stands_in() -> None:
    image = "![x](http://example.com/track.png)"
    hostile = error("A", "```", LaidOut(f"# Heading\n````\n@everyone <script> {image}\n/close"))

    assert (
        report([hostile], "markdown")
        == """\
**1 error**

- Error `A`

  `````text
  ```

  # Heading
  ````
  @everyone <script> ![x](http://example.com/track.png)
  /close
  `````
"""
    )


def test_a_file_name_cannot_either() -> None:
    where = SourceRange("`@all`.yaml", Position(1, 1, 0), Position(1, 1, 0))

    written = report([Diagnostic(Severity.ERROR, "A", "a", range=where)], "markdown")

    assert "- Error `A` `` `@all`.yaml:1:1 ``\n" in written


@given(st.text(st.characters()))
def test_any_text_in_any_field_stays_in_its_code(text: str) -> None:
    where = SourceRange(text, Position(1, 1, 0), Position(1, 1, 0))
    hostile = Diagnostic(Severity.ERROR, text, text, text, where, Snippet(text, 1, 0, 0), text)

    count, _, item, _, opening, *inside, closing = report([hostile], "markdown").split("\n")[:-1]

    fence = opening.strip().removesuffix("text")
    assert (count, item[:8]) == ("**1 error**", "- Error ")
    assert set(fence) == {"`"}
    assert closing == f"  {fence}"
    assert all(line == "" or line.startswith("  ") for line in inside)
    assert not any(fence in line for line in inside)
