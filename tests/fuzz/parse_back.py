"""Looks for a text that is read differently line by line and by python-hcl2.

`python -m tests.fuzz.parse_back --seconds 600 --seed 1` ends with 1 at the first one, and shows it.
Every text is a rendered block, or two, with changes planted into it, or a soup of lines. The quick reader must give
nothing or the very blocks of `hcl_reader`, and verification the same diagnostics both ways.
"""

from __future__ import annotations

import argparse
import functools
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from generator.configuration.terraform import Block
from generator.verify.hcl_reader import read_file
from generator.verify.parse_back import verify_file
from generator.verify.quick import lines
from generator.verify.quick.reader import read_quickly
from tests.fuzz.planted_changes import change, soup
from tests.unit.verify.rendered import STACK

_EXAMPLES = Path(__file__).parents[2] / "examples"
_BLOCK = re.compile(r"^\S.*?\n\}\n|^\S.*\{\}\n", re.MULTILINE | re.DOTALL)
_LONGEST = 2_500  # characters of a text to change: python-hcl2 reads about 1.5 MB in a second


@dataclass
class Tally:
    """What became of the texts."""

    texts: int = 0
    read_quickly: int = 0
    found_right: int = 0

    def __str__(self) -> str:
        return f"{self.texts:,} texts, {self.read_quickly:,} read quickly, {self.found_right:,} of them found right"


class Disagreement(AssertionError):
    """The two ways differ; the message holds the text."""


@functools.cache
def originals() -> tuple[str, ...]:
    """The blocks of the examples' rendered trees and of a file with about everything, each one once."""
    rendered = [path for path in sorted(_EXAMPLES.rglob("rendered/**/*")) if path.suffix in (".tf", ".hcl")]
    texts = [STACK, *(path.read_text("utf-8") for path in rendered)]
    blocks = {block for text in texts for block in _BLOCK.findall(text) if len(block) <= _LONGEST}
    return tuple(sorted(blocks))


@functools.cache
def _lines() -> tuple[str, ...]:
    return tuple(sorted({line.strip() for text in originals() for line in text.split("\n")}))


@functools.cache
def _configuration(original: str) -> tuple[Block, ...]:
    return read_file(original, "original").blocks


def texts(random: Random) -> Iterator[tuple[str, Sequence[Block]]]:
    """Texts with the blocks that they should hold, without end."""
    while True:
        if random.randrange(3) == 0:
            yield soup(random, _lines()), ()
            continue
        chosen = [random.choice(originals()) for _ in range(random.choice((1, 1, 2)))]
        if sum(map(len, chosen)) <= _LONGEST:
            expected = tuple(block for one in chosen for block in _configuration(one))
            yield change(random, "\n".join(chosen)), expected


def compare(text: str, expected: Sequence[Block], tally: Tally) -> None:
    """Raises `Disagreement`."""
    tally.texts += 1
    quick, full = read_quickly(text), read_file(text, "x.tf")
    if quick is None:
        return
    tally.read_quickly += 1
    if full.diagnostics or repr(quick) != repr(full.blocks):
        raise Disagreement(f"{text!r}\nquick {quick}\nfull  {full.blocks} {full.diagnostics}")
    for wanted in (expected, full.blocks):
        found = verify_file(text, wanted, "x.tf")
        if found != verify_file(text, wanted, "x.tf", full_parse=True):
            raise Disagreement(f"{text!r}\nis verified differently against {wanted}: {found}")
        tally.found_right += not found


def look(seed: int, runs: int) -> Tally:
    """So many texts; raises `Disagreement` at the first that is read differently."""
    tally = Tally()
    source = texts(Random(seed))
    for _ in range(runs):
        compare(*next(source), tally)
    return tally


def main(arguments: Sequence[str]) -> int:
    """Runs until the time is over, or something is found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    random, tally, end = Random(options.seed), Tally(), time.monotonic() + options.seconds
    source = texts(random)
    while time.monotonic() < end:
        if random.randrange(2_000) == 0:
            lines.forget()
        try:
            compare(*next(source), tally)
        except Disagreement as found:
            print(f"{tally}\n{found}".encode("ascii", "backslashreplace").decode(), file=sys.stderr)
            return 1
    print(tally)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
