"""Names of keys by a pattern, generation after generation."""

from __future__ import annotations

import pytest

from generator.rules.reading.name_pattern import next_name
from tests.unit.rules.specs import check, messages


@pytest.mark.parametrize(
    ("pattern", "current", "following"),
    [
        ("{base}_{generation}", "ADBS_TestAWSKMSKey", "ADBS_TestAWSKMSKey_2"),
        ("{base}_{generation}", "ADBS_TestAWSKMSKey_2", "ADBS_TestAWSKMSKey_3"),
        ("{base}_{generation}", "ADBS_TestAWSKMSKey_9", "ADBS_TestAWSKMSKey_10"),
        ("{base}_{generation}", "ADBS_Key1", "ADBS_Key2"),
        ("{base}_{generation}", "ADBS_Key09", "ADBS_Key10"),
        ("{base}_{generation}", "ADBS_Key_009", "ADBS_Key_010"),
        ("{base}_{generation}", "adbs/payments-2026", "adbs/payments-2027"),
        ("{base}-v{generation}", "orders", "orders-v2"),
        ("{base}-v{generation}", "orders-v2", "orders-v3"),
        ("{generation}/{base}", "orders", "2/orders"),
        ("{generation}/{base}", "2/orders", "3/orders"),
        ("orders-{generation}", "orders-2", "orders-3"),
        ("orders-{generation}", "payments", "orders-2"),
    ],
)
def test_the_next_name(pattern: str, current: str, following: str) -> None:
    assert next_name(pattern, current, ()) == following


def test_names_that_are_taken_are_left_out() -> None:
    assert next_name("{base}_{generation}", "Key", {"Key_2", "Key_3"}) == "Key_4"


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("{base}_next", "Without {generation} every key would have the same name"),
        ("", "Without {generation} every key would have the same name"),
        ("{base}_{year}_{generation}", "It has a field other than {base} and {generation}"),
        ("{base}_{generation:03d}", "It has a field other than {base} and {generation}"),
        ("{base.__class__}_{generation}", "It has a field other than {base} and {generation}"),
        ("{}_{generation}", "It has a field other than {base} and {generation}"),
        ("{base}_{generation", "Its braces do not match"),
        ("{base}.{generation}", "It gives alias/Key.2, which is no alias of your own in AWS KMS"),
        ("{{base}}_{generation}", "It gives alias/{base}_2, which is no alias of your own in AWS KMS"),
        ("aws/{base}_{generation}", "It gives alias/aws/Key_2, which is no alias of your own in AWS KMS"),
    ],
)
def test_a_pattern_that_gives_no_names(pattern: str, problem: str) -> None:
    assert messages(check(f"key_name_pattern: '{pattern}'"), "NAM111") == [
        f'4:23: "{pattern}" is not a pattern for the names of keys. {problem}. Write letters, digits and _ - / around '
        "the fields, such as `{base}-v{generation}`."
    ]
