"""What a key takes decides what a value is: text stays as it was typed, whatever YAML would make of it."""

from __future__ import annotations

import unicodedata

import pytest

from generator.spec.decode import PlainScalar
from tests.unit.spec.reading import read, said, stack_of, with_stack

LOOKS_LIKE_SOMETHING_ELSE = [
    "012345670123",  # an octal number in YAML 1.1
    "2012-10-17",  # a date
    "2012-10-17T10:00:00Z",
    "NO",  # false
    "yes",
    "on",
    "true",
    "1e3",
    "0x10",
    "0o7",
    "1_000",
    "190:20:30",  # a number to the base 60
    ".inf",
    ".NaN",
    "=",
    "<<",
    "-1",
    "1.10",
]


@pytest.mark.parametrize("text", LOOKS_LIKE_SOMETHING_ELSE)
def test_a_text_without_quotes_is_the_text(text: str) -> None:
    stack = stack_of(with_stack(f"keys: {{A: {{description: {text}, tags: {{{text.replace('<<', 'x')}: {text}}}}}}}"))

    assert stack.keys["A"].description == text
    assert text in stack.keys["A"].tags.values()


@pytest.mark.parametrize("text", [*LOOKS_LIKE_SOMETHING_ELSE, "~", "null", ""])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_text_in_quotes_is_the_text(text: str, quote: str) -> None:
    stack = stack_of(with_stack(f"keys: {{A: {{description: {quote}{text}{quote}}}}}"))

    assert stack.keys["A"].description == text


@pytest.mark.parametrize("null", ["", "~", "null", "Null", "NULL"])
def test_null_without_quotes_is_the_default(null: str) -> None:
    stack = stack_of(with_stack(f"keys:\n  A:\n    description: {null}\n    deletion_window_days: {null}\n"))

    assert (stack.keys["A"].description, stack.keys["A"].deletion_window_days) == (None, 30)


def test_an_account_id_keeps_its_leading_zeros() -> None:
    spec, diagnostics = read(
        "version: 1\nstacks: {p: {aws: {account_id: 012345670123, region: us-east-2}, "
        "oci: {compartment_id: ocid1.x, region: us-ashburn-1}}}"
    )

    assert diagnostics == []
    assert spec.stacks[0].stack.aws.account_id == "012345670123"


@pytest.mark.parametrize("name", ["null", "~", "true", "1", "2012-10-17", "NO"])
def test_a_name_is_text_too(name: str) -> None:
    assert list(stack_of(with_stack(f"keys: {{{name}: {{}}}}")).keys) == [name]


@pytest.mark.parametrize(
    ("written", "number"), [("7", 7), ("30", 30), ("+14", 14), ("010", 10), ("0000000000000000030", None)]
)
def test_whole_numbers_are_decimal(written: str, number: int | None) -> None:
    found = read(with_stack(f"keys: {{A: {{deletion_window_days: {written}}}}}"))

    if number is None:
        assert [one.code for one in found[1]] == ["SPEC204"]
    else:
        assert found[0].stacks[0].stack.keys["A"].deletion_window_days == number


@pytest.mark.parametrize(("written", "value"), [("true", True), ("True", True), ("FALSE", False), ("false", False)])
def test_truth_values_are_those_of_yaml_1_2(written: str, value: bool) -> None:
    assert stack_of(with_stack(f"protect: {written}")).protect is value


def test_rotation_is_a_number_or_false() -> None:
    stack = stack_of(with_stack("keys: {A: {rotation_days: 90}, B: {rotation_days: False}, C: {}}"))

    assert [key.rotation_days for key in stack.keys.values()] == [90, False, 365]


def test_text_is_in_unicode_form_nfc_as_in_terraform() -> None:
    decomposed = unicodedata.normalize("NFD", "Schlüssel é 각")
    stack = stack_of(
        with_stack(
            f"keys: {{'{decomposed}': {{description: '{decomposed}', annotations: ['{decomposed}']}}}}\n"
            f"databases: {{a: {{db_name: A, arguments: {{'{decomposed}': ['{decomposed}']}}}}}}"
        )
    )

    composed = unicodedata.normalize("NFC", decomposed)
    assert composed != decomposed
    assert stack.keys[composed].description == composed
    assert stack.keys[composed].annotations == [composed]
    assert stack.databases["a"].arguments == {composed: (composed,)}


def test_keys_that_are_the_same_in_form_nfc_are_the_same_key() -> None:
    assert said(with_stack("keys: {'\u00e9': {}, 'e\u0301': {}}")) == ['6:21 SPEC109 The key "\u00e9" occurs twice']


def test_a_place_below_a_name_that_was_not_in_form_nfc_is_found() -> None:
    assert said(with_stack("keys:\n  'e\u0301': {alias: [x]}\n")) == ["7:14 SPEC203 Expected text, found a list"]


def test_values_without_a_type_stay_as_written_where_it_could_matter() -> None:
    stack = stack_of(
        with_stack(
            """
            databases:
              a:
                db_name: A
                arguments:
                  is_free_tier: true
                  quoted: "true"
                  count: 10
                  octal: 010
                  power: 1e3
                  text: OLTP
                  date: 2012-10-17
                  nothing:
                  list: [1, "1", x, null]
                  map: {a: {b: -1.5}}
            """
        )
    )

    assert stack.databases["a"].arguments == {
        "is_free_tier": PlainScalar("true"),
        "quoted": "true",
        "count": PlainScalar("10"),
        "octal": "010",
        "power": "1e3",
        "text": "OLTP",
        "date": "2012-10-17",
        "nothing": None,
        "list": (PlainScalar("1"), "1", "x", None),
        "map": {"a": {"b": PlainScalar("-1.5")}},
    }
