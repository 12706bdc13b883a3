"""A spec in parts that can be made one by one, each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.diagnostics import Diagnostic
from generator.spec.files import SpecText
from generator.spec.load import Documents, LoadedStack
from generator.spec.text import MAX_BYTES

PART_BYTES = 384 * 1024  # of a file: each worker reads the whole file for its shares, a tenth of what making it takes
MOST_SHARES = 32  # of a file
BATCH_BYTES = 192 * 1024  # of small files: some 50 stacks of ten databases, which take a worker a sixth of a second


@dataclass(frozen=True)
class Part:
    """Some of the stacks of one file: of `of` shares of equal size the one with that `number`, from 0. `above` is the
    `defaults.yaml` of the file's folder. How a spec is cut depends on its bytes alone."""

    text: SpecText
    above: SpecText | None
    number: int = 0
    of: int = 1

    @property
    def size(self) -> int:
        """About how many bytes of a spec it stands for."""
        return len(self.text.data) // self.of


def cut(texts: Sequence[SpecText]) -> list[Part]:
    """The parts of a spec, in its order."""
    above = {text.folder: text for text in texts if text.is_folder_defaults}
    parts = []
    for text in texts:
        over = None if text.is_folder_defaults else above.get(text.folder)
        is_refused = len(text.data) > MAX_BYTES  # whole: there is nothing in it to share
        of = 1 if is_refused else min(len(text.data) // PART_BYTES + 1, MOST_SHARES)
        parts += [Part(text, over, number, of) for number in range(of)]
    return parts


def batches(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """The parts in groups that are worth sending to another process."""
    batch: list[Part] = []
    for part in parts:
        if batch and sum(one.size for one in batch) + part.size > BATCH_BYTES:
            yield tuple(batch)
            batch = []
        batch.append(part)
    if batch:
        yield tuple(batch)


def load_part(part: Part) -> tuple[tuple[LoadedStack, ...], list[Diagnostic], int]:
    """The stacks of a part, and what is wrong with it; what is wrong with its file outside of its stacks, or with the
    defaults above it, is said for each part. And how many nodes the whole file has from defaults."""
    return _documents(part.text, part.above).stacks_of(part.text, part.number, part.of)


def forget() -> None:
    """Lets go of the file that was read last, which takes much memory and would be kept for its next share."""
    _documents.cache_clear()


@lru_cache(maxsize=1)
def _documents(text: SpecText, above: SpecText | None) -> Documents:
    """The shares of a file are made one after the other, and it is read once."""
    return Documents([text] if above is None else [above, text])
