"""A reviewer sees of a key rotation in a fleet of 50 databases, on one screen, what changes, for which databases, and
that nothing is destroyed."""

from __future__ import annotations

import re

import pytest

from generator.diff.changes import Risk
from tests.golden.artifacts import ROOT
from tests.golden.rotation import DATABASES, FOLDER, STACKS, comments, key_rotation

SCREEN = 40  # lines


@pytest.fixture(scope="module")
def comment() -> str:
    return (ROOT / FOLDER / "comment.md").read_text("utf-8")


@pytest.fixture(scope="module")
def screen(comment: str) -> list[str]:
    """The lines that are shown while all is folded."""
    shown = re.sub(r"<details><summary>(.*?)</summary>.*?</details>", r"\1", comment, flags=re.S)
    return [line for line in shown.splitlines() if line and not line.startswith(("<!--", "| ---"))]


def test_the_comments_are_what_is_made() -> None:
    for path, text in comments().items():
        assert (ROOT / path).read_text("utf-8") == text, "`make goldens` writes it; look at what changed"


def test_it_is_one_screen(screen: list[str]) -> None:
    assert len(screen) <= SCREEN


def test_it_says_first_that_nothing_is_destroyed(screen: list[str]) -> None:
    assert screen[0].endswith(" 10 stacks change: nothing is destroyed or replaced")


def test_it_says_what_changes(screen: list[str]) -> None:
    text = "`will be encrypted with ADBS_Key2; ADBS_Key1 stays for old backups`"

    assert f"| in place | **50 databases** in 10 stacks | {text} |" in screen


def test_it_names_every_database_under_its_stack(screen: list[str]) -> None:
    for stack in STACKS:
        names = ", ".join(f"`{name}`" for name in DATABASES[stack.rpartition("-")[0]])
        assert f"| `{stack}` | {names} |" in screen


def test_nothing_is_left_out(comment: str) -> None:
    assert comment.count("\n!   encryption_key.key_arn: module.key_ADBS_Key1.arn → module.key_ADBS_Key2.arn\n") == 50
    assert "no room" not in comment


def test_the_difference_is_of_50_databases_in_place() -> None:
    found = key_rotation()

    databases = [
        one
        for stack in found.stacks
        for one in stack.objects
        if one.address.startswith("oci_database_autonomous_database.")
    ]
    assert len(databases) == 50
    assert {one.risk for one in databases} == {Risk.IN_PLACE}
