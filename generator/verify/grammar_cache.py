"""python-hcl2's parser, kept ready in the user's cache folder.

python-hcl2 compiles its grammar (about one second) into a file inside the installed package and pays that second at
every start where the package is read-only. This keeps the compiled grammar in the user's cache, one file for each
combination of grammar, Lark and Python. Lark saves a parser as a pickle, and whoever can write a pickle can run code in
the process that loads it: see `user_cache` for what is trusted.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import sys
from pathlib import Path

import lark

from generator.collector import collector_paused
from generator.user_cache import UserCache, user_cache
from generator.verify.hcl_grammar import PostLexer, grammar_text


@functools.cache
def parser() -> lark.Lark:
    """The parser for Terraform's native syntax; `.parse` takes text that ends with a line break.

    Raises `hcl_grammar.GrammarMissing` when python-hcl2 is not there.
    """
    return open_parser(cache_folder())


def cache_folder() -> Path:
    """Where compiled grammars are kept."""
    return user_cache("grammar").folder


def open_parser(folder: Path) -> lark.Lark:
    """The parser kept in `folder`; without a sound one there it is compiled, and kept if possible."""
    grammar = grammar_text()
    kept, name = UserCache(folder), f"python-hcl2-{_key(grammar)}.lark"
    with collector_paused():
        loaded = _loaded(kept.load(name))
        if loaded is not None:
            return loaded
        compiled = compile_grammar(grammar)
    payload = io.BytesIO()
    compiled.save(payload)
    # Without the folder, or on a full disk, every start compiles the grammar: slow, but right.
    with contextlib.suppress(OSError):
        kept.save(name, payload.getvalue())
    return compiled


def compile_grammar(grammar: str) -> lark.Lark:
    """A parser made from the text of a grammar, in about a second."""
    # The options are those of hcl2/parser.py, but for positions on every node of the tree: a quarter of the
    # time of a parse, and the tokens carry theirs anyway.
    return lark.Lark(grammar, parser="lalr", postlex=PostLexer(), propagate_positions=False)


def _key(grammar: str) -> str:
    parts = (grammar, lark.__version__, sys.implementation.cache_tag or sys.version, "1")
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def _loaded(payload: bytes | None) -> lark.Lark | None:
    if payload is None:
        return None
    try:
        kept: lark.Lark = lark.Lark.load(io.BytesIO(payload))
    except Exception:  # whatever unpickling a file of another version of adbkms may raise: compile again
        return None
    return kept
