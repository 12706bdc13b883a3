"""Stacks with every field of the spec in use, out of the corpus of differences: all of them are read quickly."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.verify.hcl_reader import read
from generator.verify.parse_back import verify_file
from generator.verify.quick.reader import read_quickly
from tests.unit.diff_corpus.pair import PAIRS, read_pair


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_stacks_are_read_quickly_unless_they_were_edited_by_hand(path: Path) -> None:
    pair = read_pair(path)
    old, facts = pair._side("old", {})
    new, _ = pair._side("new", facts)
    files = {**old.texts, **{f"new/{name}": text for name, text in new.texts.items()}}
    for name, text in files.items():
        if "stacks/" not in name or not name.endswith((".tf", ".hcl")):
            continue
        quick, (full, diagnostics) = read_quickly(text), read(text, name)
        assert repr(quick) == repr(full) or (quick is None and "edits" in pair.given)
        assert verify_file(text, full, name) == diagnostics
