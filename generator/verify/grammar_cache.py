"""python-hcl2's parser, kept ready in the user's cache folder.

python-hcl2 compiles its grammar (about one second) into a file inside the installed package and pays that
second at every start where the package is read-only. This keeps the compiled grammar in `$ADBKMS_CACHE_DIR`,
or the platform's per-user cache folder, one file for each combination of grammar, Lark and Python.

Lark saves a parser as a pickle, and whoever can write a pickle can run code in the process that loads it. So
the folder and the file must belong to the user, and nobody else may write there; otherwise nothing is loaded
from it.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import io
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import lark

from generator.verify.hcl_grammar import PostLexer, grammar_text

ENVIRONMENT_VARIABLE = "ADBKMS_CACHE_DIR"


@functools.cache
def parser() -> lark.Lark:
    """The parser for Terraform's native syntax; `.parse` takes text that ends with a line break.

    Raises `hcl_grammar.GrammarMissing` when python-hcl2 is not there.
    """
    return open_parser(cache_folder())


def cache_folder() -> Path:
    """Where compiled grammars are kept: a folder of its own in `$ADBKMS_CACHE_DIR` or the per-user cache
    folder."""
    chosen = os.environ.get(ENVIRONMENT_VARIABLE)
    if chosen:
        return Path(chosen) / "grammar"
    import platformdirs  # 5 ms, and not needed where the variable is set

    return Path(platformdirs.user_cache_dir("adbkms", appauthor=False)) / "grammar"


def open_parser(folder: Path) -> lark.Lark:
    """The parser kept in `folder`; without a sound one there it is compiled, and kept if possible."""
    grammar = grammar_text()
    file = folder / f"python-hcl2-{_key(grammar)}.lark"
    with collector_paused():
        kept = _load(file)
        if kept is not None:
            return kept
        compiled = compile_grammar(grammar)
    # Without the folder, or on a full disk, every start compiles the grammar: slow, but right.
    with contextlib.suppress(OSError):
        _save(compiled, file)
    return compiled


def compile_grammar(grammar: str) -> lark.Lark:
    """A parser made from the text of a grammar, in about a second."""
    # The options are those of hcl2/parser.py, but for positions on every node of the tree: a quarter of the
    # time of a parse, and the tokens carry theirs anyway.
    return lark.Lark(grammar, parser="lalr", postlex=PostLexer(), propagate_positions=False)


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Python's garbage collector off for the time being: trees hold no cycles, and it takes a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _key(grammar: str) -> str:
    parts = (grammar, lark.__version__, sys.implementation.cache_tag or sys.version, "1")
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def _load(file: Path) -> lark.Lark | None:
    try:
        if not _is_private(os.lstat(file.parent), stat.S_ISDIR, 0o077):
            return None
        with file.open("rb") as stream:
            # The open file is asked, not its name: the name may lead elsewhere a moment later.
            if not _is_private(os.fstat(stream.fileno()), stat.S_ISREG, 0o022):
                return None
            digest, payload = stream.read(hashlib.sha256().digest_size), stream.read()
    except OSError:
        return None
    if hashlib.sha256(payload).digest() != digest:
        return None  # cut short or damaged: compile again and put a sound one in its place
    try:
        kept: lark.Lark = lark.Lark.load(io.BytesIO(payload))
    except Exception:  # whatever unpickling a file of another version of adbkms may raise: compile again
        return None
    return kept


def _save(compiled: lark.Lark, file: Path) -> None:
    # `mode` of mkdir holds for the last folder only, and that is the one that matters.
    file.parent.parent.mkdir(parents=True, exist_ok=True)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    if not _is_private(os.lstat(file.parent), stat.S_ISDIR, 0o077):
        return
    payload = io.BytesIO()
    compiled.save(payload)
    handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".unfinished")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(hashlib.sha256(payload.getbuffer()).digest())
            stream.write(payload.getbuffer())
        os.replace(unfinished, file)
    except OSError:
        os.unlink(unfinished)
        raise


def _is_private(status: os.stat_result, is_kind: Callable[[int], bool], forbidden: int) -> bool:
    if not is_kind(status.st_mode):
        return False
    if os.name != "posix":
        return True  # Windows: the access list of the user's profile does this, and the mode bits say nothing
    return status.st_uid == os.geteuid() and not status.st_mode & forbidden
