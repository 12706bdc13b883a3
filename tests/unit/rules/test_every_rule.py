"""What holds for every rule: its examples, its code, its documentation."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter

import pytest

from generator.rules import all_rules
from generator.rules.rule import Rule
from tests.unit.rules.specs import check

ruled = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)


def codes(rule: Rule, fragment: str) -> set[str]:
    found = check(at_top=fragment) if rule.at_top else check(fragment)
    return {diagnostic.code for diagnostic in found}


def test_the_example_breaks_no_rule() -> None:
    assert check() == []


@ruled
def test_the_bad_example_breaks_this_rule_and_no_other(rule: Rule) -> None:
    assert codes(rule, rule.bad) == {rule.code}


@ruled
def test_the_good_example_breaks_no_rule(rule: Rule) -> None:
    assert codes(rule, rule.good) == set()


@ruled
def test_a_finding_has_a_place_and_says_what_would_be_right(rule: Rule) -> None:
    found = check(at_top=rule.bad) if rule.at_top else check(rule.bad)
    for diagnostic in found:
        assert diagnostic.severity is rule.severity
        assert diagnostic.range is not None
        assert diagnostic.summary[-1] not in ".:"
        assert re.search(r"[.?]$", diagnostic.detail)
        # SEC104 is about where a password comes from; a line with that word in it is never shown.
        assert (diagnostic.snippet is None) == (rule.is_about_secrets or rule.code == "SEC104")


def test_codes_are_unique() -> None:
    assert [code for code, times in Counter(rule.code for rule in all_rules()).items() if times > 1] == []


@ruled
def test_a_code_is_a_family_and_a_number(rule: Rule) -> None:
    assert re.fullmatch(r"(OCI|AWS|KMS|TRU|STG|SEC|NAM|ARG)1[0-9]{2}", rule.code)


@ruled
def test_the_explanation_is_whole_sentences(rule: Rule) -> None:
    paragraphs = rule.explanation.strip().split("\n\n")
    assert len(rule.explanation) > 150
    assert all(re.search(r"[.:]$", paragraph) for paragraph in paragraphs)
    assert rule.explanation.endswith("\n")
    assert not re.search(r"\b(TODO|FIXME)\b", rule.explanation)


@ruled
def test_the_title_is_one_line_without_a_full_stop(rule: Rule) -> None:
    assert "\n" not in rule.title
    assert len(rule.title) <= 72
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert rule.source


def test_titles_are_unique() -> None:
    assert [title for title, times in Counter(rule.title for rule in all_rules()).items() if times > 1] == []


@ruled
def test_a_rule_is_one_small_file_that_says_what_it_is_about(rule: Rule) -> None:
    module = inspect.getmodule(rule.check)
    assert module is not None
    source = inspect.getsource(module)
    documentation = ast.get_docstring(ast.parse(source))
    assert documentation is not None
    assert "\n" not in documentation
    assert source.count("\n") < 150
