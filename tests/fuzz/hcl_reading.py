"""Text as a Terraform file: never an exception, and what is read without a finding means the same to HashiCorp."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.report import report
from generator.verify.hcl_reader import read
from tests.fuzz.promises import shows_safely
from tests.unit.verify.hashicorp_hcl import agrees, hcl
from tests.unit.verify.test_reader_against_hcl import FRAMES, PIECES

_RENDERED = Path(__file__).parents[2] / "examples" / "quickstart" / "rendered"


def target(data: bytes) -> None:
    """Raises where reading does, or where it takes what hcl refuses or reads differently."""
    text = data.decode(errors="surrogateescape")
    blocks, wrong = read(text, "main.tf")
    shows_safely(report(wrong, "text"))
    if wrong:
        return
    theirs = hcl(text)
    if theirs and len(blocks) == 1 and not blocks[0].blocks and not blocks[0].labels:
        assert agrees(dict(blocks[0].arguments), theirs[blocks[0].type])


def seeds() -> Iterator[bytes]:
    """Every piece in every frame, and rendered files."""
    yield from (frame.replace("%s", piece).encode() for frame in FRAMES for piece in PIECES)
    yield from (file.read_bytes() for file in sorted(_RENDERED.rglob("outputs.tf")))
