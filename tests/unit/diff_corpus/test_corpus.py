"""Two trees differ in what a reviewer has to know, and in nothing else: on every pair of the corpus."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.diff.changes import Action, Difference, Risk
from tests.unit.diff_corpus.pair import PAIRS, Pair, as_expected, read_pair
from tests.unit.diff_corpus.spec_fields import all_fields, differing_fields

# The version of the grammar is 1 in every spec.
ALWAYS_THE_SAME = {("SpecFile", "version")}


@cache
def pair(path: Path) -> Pair:
    return read_pair(path)


@cache
def difference_of(path: Path) -> Difference:
    return pair(path).found()[0]


def names(path: Path) -> str:
    return pair(path).name


@pytest.mark.parametrize("path", PAIRS, ids=names)
def test_the_difference_is_what_the_pair_says(path: Path) -> None:
    found = as_expected(pair(path).found())

    assert found == pair(path).expected


@pytest.mark.parametrize("path", PAIRS, ids=names)
def test_a_tree_does_not_differ_from_itself(path: Path) -> None:
    given = pair(path).given
    same = Pair(path, {key: given[key] for key in given if key in ("about", "both")})

    assert same.found()[0].folders == ()


def test_the_corpus_is_large_enough() -> None:
    assert len(PAIRS) >= 80


def test_every_field_of_a_spec_differs_in_some_pair() -> None:
    seen = {field for path in PAIRS for field in differing_fields(pair(path).spec("old"), pair(path).spec("new"))}

    assert all_fields() - seen == ALWAYS_THE_SAME


def test_every_risk_and_every_action_is_in_some_pair() -> None:
    objects = [one for path in PAIRS for folder in difference_of(path).folders for one in folder.objects]

    assert {one.action for one in objects} == set(Action)
    assert {meaning.risk for one in objects for meaning in one.meanings} == set(Risk)


def test_there_are_pairs_without_a_difference() -> None:
    assert sum(difference_of(path).folders == () for path in PAIRS) >= 5


@pytest.mark.parametrize("path", PAIRS, ids=names)
def test_every_sentence_reads_the_same_after_several_subjects(path: Path) -> None:
    texts = [
        meaning.text for folder in difference_of(path).folders for one in folder.objects for meaning in one.meanings
    ]

    assert [text for text in texts if not text.startswith("will ") or text.endswith(".")] == []
