"""What holds for every check: its code, its documentation, and that nothing that is not known has passed."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from generator.live.preflight.check import Check
from generator.live.preflight.checks import all_checks

from .example import (
    ALIAS_QUESTION,
    ARN_QUESTION,
    CLONES_QUESTION,
    DATABASE_QUESTION,
    FAILED,
    GOOD,
    LIST_QUESTION,
    NOT_KNOWN,
    PASSED,
    POLICIES_QUESTION,
    REFUSED,
    ROLE_QUESTION,
    ROLES_QUESTION,
    WARNING,
    bad,
    look,
)

checked = pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)


def test_where_everything_is_as_it_should_be_everything_passes() -> None:
    assert bad(look()) == []


def test_codes_are_unique() -> None:
    assert [code for code, times in Counter(check.code for check in all_checks()).items() if times > 1] == []


@checked
def test_a_check_has_a_code_of_its_family(check: Check) -> None:
    families = {"stack": "[13]", "key": "1", "policy": "2", "role": "2", "database": "[13]"}
    assert re.fullmatch(f"PRE{families[check.kind]}[0-9]{{2}}", check.code)


@checked
def test_a_check_explains_itself_in_whole_sentences(check: Check) -> None:
    assert check.title[-1] not in ".:" and "\n" not in check.title
    assert check.explanation.strip()[-1] == "."
    assert len(check.explanation.split()) > 25
    assert check.source


# The example has the alias of its key, and asks for no list: its database has an OCID, its policy and role are there.
_LISTS = (LIST_QUESTION, POLICIES_QUESTION, ROLES_QUESTION)
_ASKED = [question for question in GOOD if question not in (ARN_QUESTION, *_LISTS)]


@pytest.mark.parametrize("question", _ASKED, ids=lambda one: getattr(one, "__name__", type(one).__name__))
def test_what_may_not_be_asked_is_not_known_with_its_permission(question: object) -> None:
    results = look({question: (lambda asked: REFUSED) if isinstance(question, type) else REFUSED})
    unknown = [one for one in results if one.outcome is NOT_KNOWN]
    assert {one.permission for one in unknown} == {"service:Action on it"}
    assert all(one.detail == "Have it allowed." for one in unknown)
    assert not [one for one in results if one.outcome is FAILED]


def test_findings_become_diagnostics_at_their_place_in_the_spec() -> None:
    for one in look({ALIAS_QUESTION: None, DATABASE_QUESTION: None, ROLE_QUESTION: None, CLONES_QUESTION: REFUSED}):
        diagnostic = one.diagnostic()
        assert (diagnostic is None) == (one.outcome is PASSED)
        if diagnostic:
            assert diagnostic.range is not None
            assert diagnostic.address == one.address
            assert diagnostic.severity == ("error" if one.outcome is FAILED else "warning")
            assert one.outcome in (FAILED, NOT_KNOWN, WARNING)
            assert diagnostic.summary[-1] not in ".:"
            assert diagnostic.detail.endswith(".")
