"""Names of thousands of characters: what stands below one would each be shown with it."""

from __future__ import annotations

from tests.unit.diff.folders import arguments, block

LONG = "a" * 10_000


def tags(value: int) -> str:
    entries = (f"b{number} = {value}" for number in range(100))
    return block('resource "x_y" "z"', f"tags = {{ {LONG} = {{ {', '.join(entries)} }} }}")


def made(value: int) -> str:
    lines = (f"b{number} = {value}" for number in range(100))
    return block('resource "x_y" "z"', f'dynamic "{LONG}" {{', *lines, "}")


def test_an_object_below_a_very_long_key_is_one_change() -> None:
    (change,) = arguments(tags(1), tags(2))

    assert change.path == f'tags["{LONG}"]'
    assert change.new is not None
    assert '"b99" = 2' in change.new


def test_a_block_with_a_very_long_label_is_one_change() -> None:
    (change,) = arguments(made(1), made(2))

    assert (change.path, change.old, change.new) == (f"dynamic.{LONG}", "{}", "{}")
    assert arguments(made(1), made(1)) == ()


def test_below_a_key_as_long_as_a_tag_can_be_each_is_a_change() -> None:
    old, new = (tags(value).replace(LONG, "a" * 128) for value in (1, 2))

    assert len(arguments(old, new)) == 100
