"""Tables: rows for programs and wide terminals, and lines of their own where a terminal is too narrow."""

from __future__ import annotations

from generator.cli.paint import GREEN, RED, colored
from generator.cli.table import table

ROWS = [
    ("DATABASE", "STATE", "STATUS"),
    ("payments-prod/orders", "AVAILABLE", "matches"),
    ("a-stack-with-a-long-name/ledger", "-", "not known"),
]


def test_columns_stand_under_their_headings() -> None:
    assert table(ROWS) == [
        "DATABASE                         STATE      STATUS",
        "payments-prod/orders             AVAILABLE  matches",
        "a-stack-with-a-long-name/ledger  -          not known",
    ]


def test_a_table_that_just_fits_is_a_table() -> None:
    assert table(ROWS, 53) == table(ROWS)


def test_where_it_does_not_fit_each_row_is_lines_of_its_own() -> None:
    assert table(ROWS, 52) == [
        "payments-prod/orders",
        "  STATE   AVAILABLE",
        "  STATUS  matches",
        "a-stack-with-a-long-name/ledger",
        "  STATE   -",
        "  STATUS  not known",
    ]


def test_colours_take_no_columns() -> None:
    lines = table(ROWS, None, colored, {(1, 1): GREEN, (2, 2): RED})

    assert lines[1] == "payments-prod/orders             \x1b[32mAVAILABLE\x1b[0m  matches"
    assert lines[2] == "a-stack-with-a-long-name/ledger  -          \x1b[31mnot known\x1b[0m"


def test_cells_are_anybodys_text() -> None:
    assert table([("A", "B"), ("\x1b[2J", "漢字"), ("x", "y")]) == ["A        B", r"\x1b[2J  漢字", "x        y"]
