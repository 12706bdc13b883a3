"""tnsnames.ora, of a wallet that somebody else may have put together."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from generator.live.answers import NotKnown
from generator.live.oracle.tnsnames import find_entry

LOW = "(description=(address=(protocol=tcps)(host=db)(port=1522)))"


def entry(folder: Path, text: str, name: str = "orders_low") -> str:
    """The entry, or why there is none."""
    (folder / "tnsnames.ora").write_text(text, "utf-8")
    found = find_entry(folder, name)
    return found.summary if isinstance(found, NotKnown) else found


@pytest.mark.parametrize(
    "text",
    [
        f"orders_low = {LOW}\n",
        f"# of ORDERS\n\norders_high = (x)\nORDERS_LOW={LOW} # the last\norders_tp = (y)",
        f"orders, orders_low = {LOW}\r\n",
        f"orders_low = (x)\norders_low = {LOW}",
        "orders_low =\n  (description=(address=(protocol=tcps) # TLS\n(host=db)\n\n(port=1522)))\nother = (x)\n",
        f"garbage\n) = (\n)\norders_low = {LOW}",
        f"IFILE = /dev/zero\norders_low = {LOW}\n",
    ],
)
def test_the_entry_of_a_name(tmp_path: Path, text: str) -> None:
    assert "".join(entry(tmp_path, text).replace("# TLS", "").split()) == LOW


def test_an_entry_without_parentheses_ends_with_its_line(tmp_path: Path) -> None:
    assert entry(tmp_path, "orders_low = tcps://db:1522/orders\nother = x") == "tcps://db:1522/orders"


@pytest.mark.parametrize(
    "text", ["", "orders_high = (x)", "orders_low", "IFILE = others.ora", "x = (\norders_low = (y)"]
)
def test_a_name_that_is_not_there(tmp_path: Path, text: str) -> None:
    (tmp_path / "others.ora").write_text(f"orders_low = {LOW}", "utf-8")

    assert entry(tmp_path, text) == "The name in --dsn is not in tnsnames.ora"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tnsnames.ora")

    found = find_entry(tmp_path, "orders_low")

    assert isinstance(found, NotKnown)
    assert found.summary == "There is no tnsnames.ora that can be read"


def test_a_file_without_an_end_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "tnsnames.ora").symlink_to("/dev/zero")
    assert isinstance(find_entry(tmp_path, "orders_low"), NotKnown)

    (tmp_path / "tnsnames.ora").unlink()
    (tmp_path / "tnsnames.ora").write_bytes(b"#" * 2**20 + b"\n")
    assert isinstance(find_entry(tmp_path, "orders_low"), NotKnown)


@pytest.mark.parametrize("unit", ["a", "(", "a=(", "a,", "\n", "=", "a=\n", " ", "#"])
def test_a_file_of_the_largest_size_takes_no_time(tmp_path: Path, unit: str) -> None:
    began = time.monotonic()

    entry(tmp_path, unit * (2**20 // len(unit)))

    assert time.monotonic() - began < 5
