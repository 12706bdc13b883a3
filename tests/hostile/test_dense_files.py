"""Terraform files that would take python-hcl2 gigabytes, in a folder that `validate` is to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.verify import hcl_grammar
from generator.verify.hcl_reader import read_file
from generator.verify.hcl_size import LONGEST_TEXT, MOST_WORDS, excess
from generator.verify.quick.reader import read_quickly
from tests.cli.conftest import ROOT
from tests.hostile.bounded import run_bounded

_MEBI = 1 << 20
WITHOUT_A_QUOTE = "More than 1 Mi characters stand here without a quote"
WORDS = "more than 1,200,000 words and signs"
LONG = "no heredoc, and no /* */, is read"


def many(text: str) -> str:
    """So many of it that they are seven million characters."""
    return text * (7 * _MEBI // len(text))


DENSE = {
    "a string": (lambda: f'locals {{\n  a = "{many("a")}"\n}}\n', WITHOUT_A_QUOTE),
    "a string of quotes": (lambda: f'locals {{\n  a = "{many(chr(92) + chr(34))}"\n}}\n', WITHOUT_A_QUOTE),
    "interpolations": (lambda: f'locals {{\n  a = "{many("${a}")}"\n}}\n', ""),
    "a heredoc": (lambda: f"locals {{\n  a = <<A\n{many('aaa aaa' + chr(34))}\nA\n}}\n", LONG),
    "a comment": (lambda: f"/*{many('aaa aaa' + chr(34))}*/\n", LONG),
    "a list": (lambda: f'locals {{\n  a = ["", {many("1,")}""]\n}}\n', ""),
    "a list of texts": (lambda: f"locals {{\n  a = [{many(chr(34) * 2 + ',')}]\n}}\n", WORDS),
    "objects": (lambda: f"locals {{\n  a = [{many('{' + chr(34) * 2 + '=1},')}]\n}}\n", WORDS),
    "blocks": (lambda: many('a "a" {}\n'), WORDS),
    "an argument": (lambda: f"locals {{\n{many('a=' + chr(34) * 2 + chr(10))}}}\n", WORDS),
    "line breaks": (lambda: f'locals {{\n  a = [""{many(chr(10))}]\n}}\n', ""),
}


@pytest.mark.parametrize(("text", "said"), DENSE.values(), ids=DENSE.keys())
def test_what_takes_too_much_memory_is_a_syntax_error(tmp_path: Path, text: Callable[[], str], said: str) -> None:
    folder = tmp_path / "out" / "stacks" / "a"
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(text(), "utf-8")

    ended = run_bounded(tmp_path, "validate", "out", "--terraform", "off", most_mib=600)

    assert ended.code == 1
    assert "on stacks/a/main.tf:" in ended.messages
    assert (said or "too many to be read") in " ".join(ended.messages.split())
    assert len(ended.messages) < 10_000


def hidden(words: int) -> dict[str, str]:
    """So many numbers where only the lexer can tell that they are none of a text."""
    return {
        "behind a sign in a string": f'x = "${{a}}#${{[{"1," * (words - 1)}1]}}"\n',
        "between two strings": f'x = ["${{a}}", {"1," * words} "${{a}}"]\n',
        "between two comments": f'// "\nx = [{"1," * words}]\n// "\n',
    }


@pytest.mark.parametrize("text", hidden(1000).values(), ids=hidden(1).keys())
def test_words_that_only_the_lexer_finds_are_too_many_as_well(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "too many" not in str(read_file(text, "main.tf").diagnostics)
    monkeypatch.setattr(hcl_grammar, "MOST_TOKENS", 1000)

    (found,) = read_file(text, "main.tf").diagnostics

    assert found.code == "VER001"
    assert found.detail == "The file has more than 1,200,000 words and signs, too many to be read."
    assert found.range is not None
    assert found.range.start.byte > 500


def test_they_are_not_all_read(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "stacks" / "a"
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(hidden(_MEBI // 2 - 20)["behind a sign in a string"] * 7, "utf-8")

    ended = run_bounded(tmp_path, "validate", "out", "--terraform", "off", most_mib=1024, most_seconds=120)

    assert ended.code == 1
    assert "too many to be read" in " ".join(ended.messages.split())


ALLOWED = {
    "the most texts": lambda: f"locals {{\n  a = [{(chr(34) * 2 + ',') * (MOST_WORDS // 2 - 20)}]\n}}\n",
    "the longest text": lambda: f'locals {{\n  a = "{"a" * (LONGEST_TEXT - 20)}"\n}}\n',
}


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED.keys())
def test_the_most_that_is_read_takes_less_than_a_gibibyte(tmp_path: Path, text: Callable[[], str]) -> None:
    folder = tmp_path / "out" / "stacks" / "a"
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(text(), "utf-8")

    ended = run_bounded(tmp_path, "validate", "out", "--terraform", "off", most_mib=1024, most_seconds=120)

    assert ended.code in (0, 1)
    assert "Traceback" not in ended.messages
    assert "to be read" not in ended.messages


def test_a_rendered_stack_of_three_thousand_databases_comes_not_near() -> None:
    rendered = (ROOT / "examples/quickstart/rendered/3-encrypt/stacks/payments-prod/main.tf").read_text("utf-8")

    assert excess(rendered * (8 * _MEBI // len(rendered))) is None


def test_a_file_that_is_too_much_is_so_for_both_readers() -> None:
    text = "locals {\n  a = [\n" + '    "",\n' * MOST_WORDS + "  ]\n}\n"

    assert read_quickly(text) is None
    assert [one.code for one in read_file(text, "main.tf").diagnostics] == ["VER001"]
