"""A comment stays below what GitHub takes, 65,536 characters, whatever changes; what is left out is said with numbers,
and it is the least dangerous."""

from __future__ import annotations

import re
import time

import pytest

from generator.diff.changes import Action, ArgumentChange, Difference, Meaning, ObjectChange, Risk
from generator.report.diff import report_diff
from tests.unit.report.diff_example import destroyed, difference, encrypted, module, stack

MOST = 60_000
HOSTILE = ("`" * 40, "##[##[##[##[##[", "\x00" * 30, "\U0001d538" * 70, "|" * 50, "<&'\"" * 30, "x" * 5_000)


def fleet(stacks: int, databases: int) -> Difference:
    """Every database of a fleet gets another key."""
    return difference(
        *(
            stack(f"stack-{number:05}", *(encrypted(f"database-{one:05}") for one in range(databases)))
            for number in range(stacks)
        )
    )


def hostile(text: str, stacks: int, databases: int) -> Difference:
    """The same of a fleet with a hostile text wherever there can be one, and in which nothing is like another."""
    return difference(
        *(
            stack(
                f"{number}{text}",
                *(
                    ObjectChange(
                        f"{one}{text}",
                        Action.CHANGED,
                        (ArgumentChange(text, text * 3, text * 4),),
                        meanings=(Meaning(f"{one}{text}", f"{number}{one}{text}", Risk.IN_PLACE),),
                    )
                    for one in range(databases)
                ),
            )
            for number in range(stacks)
        )
    )


def test_all_of_a_fleet_of_50_is_there() -> None:
    comment = report_diff(fleet(10, 5), "markdown")

    assert comment.count("! oci_database_autonomous_database.") == 50
    assert "no room" not in comment
    assert "…" not in comment


@pytest.mark.parametrize(("stacks", "databases"), [(1, 10_000), (1_000, 10), (10_000, 1)])
def test_10000_databases(stacks: int, databases: int) -> None:
    found = fleet(stacks, databases)
    before = time.process_time()

    comment = report_diff(found, "markdown")

    assert time.process_time() - before < 10  # a fraction of a second; what grows with the square takes a minute
    assert len(comment.encode()) < MOST
    assert f" in {'all ' * (databases == 1)}{stacks:,} stack" in comment
    assert "10,000 objects changed (10,000 databases)" in comment
    assert "Not all of it is shown here; `adbkms diff … --format text` does." in comment


def test_what_is_left_out_is_counted() -> None:
    comment = report_diff(fleet(2_000, 5), "markdown")

    rows = comment.count("\n| `stack-")
    assert f"\n… and {2_000 - rows:,} stacks more with {(2_000 - rows) * 5:,} of them.\n" in comment
    folds = comment.count("<summary>Stack ")
    assert f"\n… and {2_000 - folds:,} stacks more.\n" in comment
    assert min(rows, folds) > 20


def test_objects_of_one_stack_that_are_left_out_are_counted() -> None:
    comment = report_diff(fleet(1, 5_000), "markdown")

    shown = comment.count("\n! oci_database_autonomous_database.")
    left = re.search(r"\n… and (the rest of the last object and )?([\d,]+) objects more\.\n", comment)
    assert left is not None
    assert int(left[2].replace(",", "")) + shown == 5_000
    assert shown > 100


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(("stacks", "databases"), [(1, 2_000), (2_000, 1), (40, 50)])
def test_hostile_names_do_not_make_it_longer(text: str, stacks: int, databases: int) -> None:
    comment = report_diff(hostile(text, stacks, databases), "markdown")

    assert len(comment.encode()) < MOST
    assert "more meanings: " in comment
    assert " objects more.\n" in comment or " stacks more.\n" in comment


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_dangerous_is_not_left_out(text: str) -> None:
    many = hostile(text, 500, 10).folders
    found = difference(*many, stack("zzz", *hostile(text, 1, 500).folders[0].objects, destroyed("orders")), module("m"))

    comment = report_diff(found, "markdown")

    assert "### ⛔ 501 stacks and 1 module change: 1 database destroyed\n" in comment
    assert "\n| ⛔ destroys | database `zzz/orders` | `will be destroyed with all data` |\n" in comment
    assert "\n- oci_database_autonomous_database.orders\n" in comment


def test_a_long_value_is_cut_around_what_is_not_the_same() -> None:
    change = ArgumentChange("policy", "a" * 9_000 + "OLD" + "b" * 9_000, "a" * 9_000 + "NEW" + "b" * 9_000)

    comment = report_diff(difference(stack("a", ObjectChange("module.key_a", Action.CHANGED, (change,)))), "markdown")

    assert f"\n-     …{'a' * 40}OLD{'b' * 40}…\n" in comment
    assert f"\n+     …{'a' * 40}NEW{'b' * 40}…\n" in comment


def test_a_dangerous_stack_gets_most_of_the_room() -> None:
    lost = stack("zzz", *map(encrypted, "abc"), *(destroyed(f"database-{number:03}") for number in range(200)))

    comment = report_diff(difference(*fleet(1_000, 10).folders, lost), "markdown")

    assert comment.count("\n- oci_database_autonomous_database.database-") == 200
    assert comment.count("<summary>Stack ") > 5


def test_every_stack_of_the_same_risk_gets_the_same_room() -> None:
    comment = report_diff(fleet(10, 500), "markdown")

    assert comment.count("<summary>Stack ") == 10
    shown = [fold.count("\n! ") for fold in comment.split("<summary>Stack ")[1:]]
    assert max(shown) - min(shown) <= 4


def test_a_value_that_is_cut_is_not_taken_for_the_whole() -> None:
    change = ArgumentChange("policy", None, "a" * 9_000)

    comment = report_diff(difference(stack("a", ObjectChange("module.key_a", Action.CHANGED, (change,)))), "markdown")

    assert re.search(r"\n\+   policy: a{250,}…\n", comment)
    assert "Not all of it is shown here; `adbkms diff … --format text` does." in comment
