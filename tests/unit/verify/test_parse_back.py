"""The differences between a configuration and a rendered file, in words."""

from __future__ import annotations

import pytest

from generator.configuration.terraform import Block, Expression, Value
from generator.verify import codes
from generator.verify.parse_back import compare, verify_file
from generator.verify.same_value import same_value

KEY = Block("module", ("key_orders",), {"alias": "ADBS_Key", "rotation": True})


def details(expected: list[Block], found: list[Block]) -> list[str]:
    return [one.detail for one in compare(expected, found, "main.tf")]


def test_equal_blocks_have_no_differences_in_whatever_order() -> None:
    other = Block("module", ("role_orders",), {"rotation": True, "alias": "ADBS_Key"}, comments=("Ours.",))
    again = Block("module", ("role_orders",), {"alias": "ADBS_Key", "rotation": True})
    assert details([KEY, other], [again, KEY]) == []


def test_a_changed_value_says_what_was_expected_and_what_was_found() -> None:
    text = 'module "key_orders" {\n  alias    = "Other"\n  rotation = true\n}\n'
    (found,) = verify_file(text, [KEY], "stacks/payments/main.tf")
    assert found.code == codes.CHANGED_VALUE
    assert found.summary == "Changed value"
    assert found.detail == 'module.key_orders argument "alias": expected "ADBS_Key", found "Other".'
    assert found.address == "module.key_orders"
    assert found.range is not None
    assert (found.range.filename, found.range.start.line) == ("stacks/payments/main.tf", 2)
    assert found.snippet is not None
    assert found.snippet.code == '  alias    = "Other"'


def test_missing_and_unexpected_arguments() -> None:
    found = Block("module", ("key_orders",), {"alias": "ADBS_Key", "tags": {"a": Expression("var.a")}})
    assert details([KEY], [found]) == [
        'module.key_orders argument "rotation" is not in the file. Expected: true.',
        'module.key_orders argument "tags" is not in the configuration. Found: { "a" = var.a }.',
    ]


def test_missing_and_unexpected_blocks() -> None:
    other = Block("module", ("key_other",))
    assert details([KEY], [other]) == [
        'The block `module "key_orders"` is in the configuration, but not in the file.',
        'The block `module "key_other"` is in the file, but not in the configuration.',
    ]


def test_swapped_labels_are_a_missing_and_an_unexpected_block() -> None:
    expected = Block("resource", ("aws_kms_key", "orders"))
    found = Block("resource", ("orders", "aws_kms_key"))
    assert [one.code for one in compare([expected], [found], "main.tf")] == [
        codes.MISSING_BLOCK,
        codes.EXTRA_BLOCK,
    ]


def test_blocks_without_labels_are_matched_by_what_they_say() -> None:
    first = Block("moved", (), {"from": Expression("module.a"), "to": Expression("module.b")})
    second = Block("moved", (), {"from": Expression("module.c"), "to": Expression("module.d")})
    wrong = Block("moved", (), {"from": Expression("module.c"), "to": Expression("module.x")})
    assert details([first, second], [second, first]) == []
    assert details([first, second], [wrong, first]) == ['moved argument "to": expected module.d, found module.x.']
    assert details([first], [first, first]) == ["The block `moved` is in the file, but not in the configuration."]


def test_nested_blocks_keep_their_order_within_a_type() -> None:
    def key(*names: str) -> Block:
        return Block("resource", ("a", "b"), {}, tuple(Block("tag", (), {"name": name}) for name in names))

    assert details([key("x", "y")], [key("x", "y")]) == []
    assert details([key("x")], [key("x", "y")]) == [
        "The block `tag` of a.b is in the file, but not in the configuration."
    ]
    assert details([key("x", "y")], [key("y", "x")]) == [
        'a.b tag argument "name": expected "x", found "y".',
        'a.b tag argument "name": expected "y", found "x".',
    ]


def test_labels_of_nested_blocks_count() -> None:
    expected = Block("resource", ("a", "b"), {}, (Block("dynamic", ("x",)),))
    found = Block("resource", ("a", "b"), {}, (Block("dynamic", ("y",)),))
    assert details([expected], [found]) == ["a.b dynamic \"x\" has the labels ('y',), expected ('x',)."]


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (1, 1.0),
        ((1, "a"), (1, "a")),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (Expression("module.a . arn"), Expression("module.a.arn")),
        (Expression("[ a, 1 ]"), (Expression("a"), 1)),
        (Expression('"text"'), "text"),
        (Expression("-1"), -1),
        ((Expression("a"),), (Expression("a"),)),
    ],
    ids=repr,
)
def test_the_same_to_terraform(expected: Value, found: Value) -> None:
    assert same_value(expected, found)


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (True, 1),
        (1, True),
        (0, False),
        ("1", 1),
        (1, "1"),
        ("true", True),
        (None, ""),
        (None, False),
        ("a.b", Expression("a.b")),
        (Expression("a.b"), "a.b"),
        (Expression("a"), Expression("b")),
        ((), {}),
        ((1,), (1, 1)),
        ((1, 2), (2, 1)),
        ({"a": 1}, {}),
        ({"a": 1}, {"a": "1"}),
        ({"a": None}, {}),
        (1.5, 1),
        (float("nan"), 0),
    ],
    ids=repr,
)
def test_not_the_same_to_terraform(expected: Value, found: Value) -> None:
    assert not same_value(expected, found)


def test_a_configuration_with_a_broken_expression_is_reported() -> None:
    expected = Block("module", ("key_orders",), {"alias": Expression("module.a.")})
    found = Block("module", ("key_orders",), {"alias": Expression("module.a")})
    (one,) = compare([expected], [found], "main.tf")
    assert one.code == codes.NOT_AN_EXPRESSION
    assert "'module.a.' is not an expression" in one.detail


def test_a_file_that_cannot_be_read_is_reported_as_just_that() -> None:
    assert [one.code for one in verify_file("module {", [KEY], "main.tf")] == [codes.SYNTAX]


def test_an_empty_file_lacks_every_block() -> None:
    (found,) = verify_file("", [KEY], "main.tf")
    assert found.code == codes.MISSING_BLOCK
    assert found.address == "module.key_orders"
    assert found.range is not None
    assert found.range.filename == "main.tf"


def test_long_values_are_cut_in_messages() -> None:
    (one,) = details([KEY], [Block("module", KEY.labels, {**KEY.arguments, "alias": "x" * 10_000})])
    assert one.endswith("x….")
    assert len(one) < 600
