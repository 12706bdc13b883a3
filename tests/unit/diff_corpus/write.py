"""`python -m tests.unit.diff_corpus.write [FILE…]` writes into pairs what is found now. Review it like code."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from tests.unit.diff_corpus.pair import PAIRS, as_expected, read_pair

MARK = "\nexpected:"


def main(files: list[Path]) -> None:
    for file in files:
        text = file.read_text("utf-8").rstrip("\n")
        found = yaml.safe_dump({"expected": as_expected(read_pair(file).found())}, sort_keys=False, width=10_000)
        file.write_text(text.partition(MARK)[0] + "\n" + found, "utf-8")


if __name__ == "__main__":
    main([Path(one).resolve() for one in sys.argv[1:]] or list(PAIRS))
