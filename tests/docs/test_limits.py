"""The numbers of the page about limits are those of the code."""

from __future__ import annotations

import importlib
import re

import pytest

from tests.docs.pages import ROOT

_ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<most>[0-9,]+)(?: (?P<unit>[A-Za-z]+))? \| `(?P<code>[\w.]+)` \|$", re.M)
_UNITS = {None: 1, "bytes": 1, "Mi": 2**20, "MiB": 2**20}
PAGE = (ROOT / "docs" / "limits.md").read_text("utf-8")
ROWS = [match.groupdict() for match in _ROW.finditer(PAGE)]


def test_every_row_of_a_table_is_a_limit() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| What ")]

    assert len(rows) == len(ROWS) > 20


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_the_number_is_the_codes(row: dict[str, str]) -> None:
    module, _, name = row["code"].rpartition(".")

    limit = getattr(importlib.import_module(f"generator.{module}"), name)

    assert int(row["most"].replace(",", "")) * _UNITS[row["unit"]] == limit
