"""Rendered files verified both ways: line by line, and by python-hcl2 from the first character to the last.

The first is what every run does, the second is what it must amount to. `generate` calls this for a sample of its files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from generator.configuration.terraform import Block
from generator.diagnostics import Diagnostic, error
from generator.verify import codes
from generator.verify.hcl_reader import Reading, read_file
from generator.verify.parse_back import verify_file, verify_reading
from generator.verify.quick.reader import read_quickly


def verify_both_ways(files: Mapping[str, tuple[str, Sequence[Block]]]) -> list[Diagnostic]:
    """What python-hcl2 finds wrong with files, given by path as text and expected blocks; and an error for every file
    of which the quick way says something else."""
    diagnostics: list[Diagnostic] = []
    for path, (text, expected) in files.items():
        reading = read_file(text, path)
        in_full = verify_reading(reading, expected, path)
        diagnostics += in_full
        if not _quick_way_agrees(text, reading) or verify_file(text, expected, path) != in_full:
            diagnostics.append(_disagreement(path))
    return diagnostics


def verify_sample(texts: Mapping[str, str]) -> list[Diagnostic]:
    """An error if the quick way reads something else than python-hcl2 in one of the files, given by path: the one whose
    digest is the least, so that it is another one when something changes."""
    if not texts:
        return []
    path = sampled(texts)
    return [] if _quick_way_agrees(texts[path], read_file(texts[path], path)) else [_disagreement(path)]


def sampled(texts: Mapping[str, str]) -> str:
    """The path of the file that is the sample."""
    return min(texts, key=lambda path: sha256(texts[path].encode("utf-8", "surrogatepass")).digest())


def _quick_way_agrees(text: str, full: Reading) -> bool:
    quick = read_quickly(text)
    return quick is None or (not full.diagnostics and repr(quick) == repr(full.blocks))


def _disagreement(path: str) -> Diagnostic:
    return error(
        codes.READERS_DISAGREE,
        f"{path} is read in two ways",
        "Read line by line the file says something else than python-hcl2 reads in it. The tree may be right, but its "
        "verification is not to be relied on. Please report it with the spec, and render with --full-parse.",
    )
