"""python-hcl2's grammar and the pass over its tokens, found without importing the package.

`import hcl2` loads the whole library with its transformer, builder and query language, of which reading needs
nothing: 13 ms of a start that is to take 250. The two files used here are what `hcl2/parser.py` builds its
own parser from (python-hcl2 8.1), so what they accept is exactly what `hcl2.parses_to_tree` accepts.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

from lark import Token
from lark.lark import PostLex

from generator.verify.hcl_size import MOST_TOKENS


class GrammarMissing(RuntimeError):
    """python-hcl2 8.1 or later is not there as it should be; the text says what to do about it."""


class _TokenPass(Protocol):
    def process(self, stream: Iterator[Token]) -> Iterator[Token]: ...


@functools.cache
def package_folder() -> Path:
    """The folder of the installed package `hcl2`. Raises `GrammarMissing`."""
    spec = importlib.util.find_spec("hcl2")
    folder = Path(next(iter(spec.submodule_search_locations or ()), "")) if spec else Path()
    if spec is None or not (folder / "postlexer.py").is_file() or not (folder / "hcl2.lark").is_file():
        raise GrammarMissing(
            "python-hcl2 8.1 or later is needed to read Terraform files back, but the installed package "
            "`hcl2` is not it. checkov's bc-python-hcl2 overwrites that package: install checkov in an "
            "environment of its own, then run `pip install --force-reinstall python-hcl2`."
        )
    return folder


def grammar_text() -> str:
    """The text of python-hcl2's Lark grammar. Raises `GrammarMissing`."""
    return (package_folder() / "hcl2.lark").read_text(encoding="utf-8")


@functools.cache
def _token_pass() -> _TokenPass:
    # Run from its file: `import hcl2.postlexer` would import the package around it first.
    spec = importlib.util.spec_from_file_location("adbkms_hcl2_postlexer", package_folder() / "postlexer.py")
    if spec is None or spec.loader is None:
        raise GrammarMissing("python-hcl2's postlexer.py cannot be loaded; reinstall python-hcl2.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(_TokenPass, module.PostLexer())


class PostLexer(PostLex):
    """python-hcl2's `PostLexer`. It pickles by name, so that Lark can save a parser that uses it."""

    always_accept = ()

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """The tokens as python-hcl2's parser gets them. Raises `TooManyWords`."""
        return _token_pass().process(_counted(stream))


class TooManyWords(ValueError):
    """There are more than are read; from `offset` on."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def _counted(stream: Iterator[Token]) -> Iterator[Token]:
    # Only the lexer itself knows for certain what is a word and what is text: `hcl_size` has looked before.
    for number, token in enumerate(stream):
        if number > MOST_TOKENS:
            raise TooManyWords(token.start_pos or 0)
        yield token
