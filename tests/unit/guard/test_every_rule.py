"""What holds for every rule of the guard: its code and its documentation."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections import Counter

import pytest

from generator.guard.codes import CODES
from generator.guard.rule import Rule
from generator.guard.rules import all_guard_rules

ruled = pytest.mark.parametrize("rule", all_guard_rules(), ids=lambda rule: rule.code)


def test_codes_and_titles_are_unique() -> None:
    for given in ([rule.code for rule in all_guard_rules()] + list(CODES), [rule.title for rule in all_guard_rules()]):
        assert [one for one, times in Counter(given).items() if times > 1] == []


@ruled
def test_a_code_is_of_the_family_of_the_guard(rule: Rule) -> None:
    assert re.fullmatch(r"GRD[0-5][0-9]{2}", rule.code)


@ruled
def test_the_explanation_is_whole_sentences(rule: Rule) -> None:
    paragraphs = rule.explanation.strip().split("\n\n")
    assert len(paragraphs) >= 2, "what it means and why; what to do"
    assert all(re.search(r"[.:]$", paragraph) for paragraph in paragraphs)
    assert rule.explanation.endswith("\n")
    assert rule.source


@ruled
def test_the_title_is_one_line_without_a_full_stop(rule: Rule) -> None:
    assert "\n" not in rule.title
    assert len(rule.title) <= 72
    assert not rule.title.endswith(".")


@ruled
def test_a_rule_is_one_small_file_that_says_what_it_is_about(rule: Rule) -> None:
    module = inspect.getmodule(rule.check)
    assert module is not None
    source = inspect.getsource(importlib.import_module(module.__name__))
    documentation = ast.get_docstring(ast.parse(source))
    assert documentation is not None
    assert "\n" not in documentation
    assert source.count("\n") < 150
