"""One side of a comparison: the texts of a tree, and its blocks as far as somebody asks for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import overload

from generator.configuration.terraform import Block
from generator.diagnostics import Diagnostic, error
from generator.diff.folder import Folder
from generator.diff.overrides import is_override, merged

_FOLDER = re.compile(r"(?P<folder>(?:stacks|modules)/[^/]+)/(?P<name>.+)", re.DOTALL)
_OF_THE_MODULE = re.compile(r"[^/.][^/]*\.tf")
_READS_FILES = re.compile(r"\b(?:file[a-z0-9]*|templatefile)\s*\(")
_OF_ITS_TESTS = re.compile(r"(?:tests/)?[^/.][^/]*\.tftest\.hcl")


@dataclass(frozen=True)
class Side:
    """A tree: `texts` by path, relative and with `/`. Also what was just rendered is read, since the expressions of
    blocks that were read are in canonical form and can be compared as they are. `unread` are the paths of what is there
    and was not read, such as a link, which Terraform follows."""

    texts: Mapping[str, str]
    unread: frozenset[str] = frozenset()
    _readings: dict[str, tuple[Sequence[Block], tuple[Diagnostic, ...]]] = field(default_factory=dict, repr=False)
    _with_functions: dict[str, bool] = field(default_factory=dict, repr=False)

    @cached_property
    def folders(self) -> Mapping[str, tuple[str, ...]]:
        """The paths of the files of every stack and module, in order, by its folder."""
        found: dict[str, list[str]] = {}
        for path in sorted({*self.texts, *self.unread}):
            if match := _FOLDER.fullmatch(path):
                found.setdefault(match["folder"], []).append(path)
        return {folder: tuple(paths) for folder, paths in found.items()}

    def blocks(self, path: str) -> Sequence[Block]:
        """The blocks of a Terraform file, which is read when it is asked for first; none of one that is not there."""
        return self._read(path)[0]

    def diagnostics(self, path: str) -> tuple[Diagnostic, ...]:
        """What Terraform, or adbkms, would not take in a Terraform file."""
        return self._read(path)[1]

    @property
    def all_diagnostics(self) -> tuple[Diagnostic, ...]:
        """The same of all files that have been read so far."""
        return tuple(one for _, found in self._readings.values() for one in found)

    def folder(self, path: str) -> Folder:
        """A stack or module with all its blocks; its files are read when they are asked for. Its tests are not part of
        it."""
        return Folder(path, _Blocks(lambda: [block for blocks in self.module(path).values() for block in blocks]))

    def module(self, path: str) -> Mapping[str, Sequence[Block]]:
        """The blocks of a stack or module by the files that they stand in, as Terraform takes them: those of override
        files are in the place of what they override."""
        return merged({file: self.blocks(file) for file in self.folders.get(path, ()) if is_of_module(file)})

    def has_overrides(self, path: str) -> bool:
        """True if some of the files of a stack or module override others."""
        return any(is_of_module(file) and is_override(file) for file in self.folders.get(path, ()))

    def reads_files(self, path: str) -> bool:
        """True if a function of Terraform that reads a file stands in a stack or module, perhaps in a comment."""
        if path not in self._with_functions:
            texts = (self.texts.get(file, "") for file in self.folders.get(path, ()) if is_of_module(file))
            self._with_functions[path] = any(map(_READS_FILES.search, texts))
        return self._with_functions[path]

    def _read(self, path: str) -> tuple[Sequence[Block], tuple[Diagnostic, ...]]:
        if path not in self.texts:
            return (), ()
        if path not in self._readings:
            self._readings[path] = _reading(self.texts[path], path)
        return self._readings[path]


def _reading(text: str, path: str) -> tuple[Sequence[Block], tuple[Diagnostic, ...]]:
    from generator.verify.codes import SYNTAX
    from generator.verify.hcl_grammar import GrammarMissing
    from generator.verify.hcl_reader import read_file
    from generator.verify.quick.reader import read_quickly

    try:
        blocks = read_quickly(text)
        if blocks is not None:
            return blocks, ()
        reading = read_file(text, path)
    except GrammarMissing as missing:
        return (), (error(SYNTAX, f"Cannot read {path}", str(missing)),)
    return reading.blocks, tuple(map(_without_text, reading.diagnostics))


def _without_text(found: Diagnostic) -> Diagnostic:
    """The finding with its place and nothing of the file's text: a value of it may be secret, also where no name of a
    secret stands beside it, as in a heredoc, and a difference is read by more people than the tree."""
    detail = "What stands here is not shown, since it may be secret: `adbkms validate DIR` tells more about a tree."
    return replace(found, detail=detail, snippet=None)


def is_terraform(path: str) -> bool:
    """True for a file of a stack or module whose blocks are compared."""
    return is_of_module(path) or is_test(path)


def is_of_module(path: str) -> bool:
    """True for a `.tf` file directly in the folder of a stack or module: what Terraform takes for it."""
    match = _FOLDER.fullmatch(path)
    return match is not None and _OF_THE_MODULE.fullmatch(match["name"]) is not None


def is_test(path: str) -> bool:
    """True for a test of a stack or module, where Terraform looks for one."""
    match = _FOLDER.fullmatch(path)
    return match is not None and _OF_ITS_TESTS.fullmatch(match["name"]) is not None


class _Blocks(Sequence[Block]):
    """Blocks that are read when the first of them is looked at."""

    def __init__(self, read: Callable[[], list[Block]]) -> None:
        self._read = read

    @cached_property
    def _blocks(self) -> list[Block]:
        return self._read()

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        return self._blocks[index]

    def __len__(self) -> int:
        return len(self._blocks)

    def __iter__(self) -> Iterator[Block]:
        return iter(self._blocks)
