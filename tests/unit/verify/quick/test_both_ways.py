"""A sample of files, verified both ways."""

from __future__ import annotations

import pytest

from generator.configuration.terraform import Block
from generator.verify import both_ways, codes
from generator.verify.both_ways import sampled, verify_both_ways, verify_sample

TEXT = 'a "b" {\n  c = 1\n}\n'


def found(text: str, *expected: Block) -> list[str]:
    """The codes of what is wrong with one file."""
    return [one.code for one in verify_both_ways({"stacks/s/main.tf": (text, expected)})]


def test_a_file_that_is_right_is_right_both_ways() -> None:
    assert found(TEXT, Block("a", ("b",), {"c": 1})) == []


def test_a_file_that_is_wrong_is_found_by_python_hcl2_and_no_disagreement() -> None:
    assert found(TEXT, Block("a", ("b",), {"c": True})) == [codes.CHANGED_VALUE]


def test_a_file_that_only_python_hcl2_can_read_is_no_disagreement() -> None:
    assert found("a b { c = 1 }\n", Block("a", ("b",), {"c": 1})) == []


def test_what_is_read_in_another_way_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(both_ways, "read_quickly", lambda text: (Block("a", ("b",), {"c": True}),))
    (fault,) = verify_both_ways({"stacks/s/main.tf": (TEXT, [Block("a", ("b",), {"c": 1})])})
    assert (fault.code, fault.summary) == (codes.READERS_DISAGREE, "stacks/s/main.tf is read in two ways")


def test_a_fault_that_only_the_full_way_finds_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.verify.parse_back.say_the_same", lambda expected, found: True)
    assert found(TEXT, Block("a", ("b",), {"c": 2})) == [codes.CHANGED_VALUE, codes.READERS_DISAGREE]


def test_of_a_tree_one_file_is_read_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"stacks/s{number}/main.tf": f'a "b" {{\n  c = {number}\n}}\n' for number in range(9)}
    assert verify_sample(texts) == []
    monkeypatch.setattr(both_ways, "read_quickly", lambda text: (Block("a", ("b",), {"c": True}),))
    (fault,) = verify_sample(texts)
    assert (fault.code, fault.summary) == (codes.READERS_DISAGREE, f"{sampled(texts)} is read in two ways")


def test_a_tree_without_files_has_no_sample() -> None:
    assert verify_sample({}) == []
