"""SPEC arguments of the command line to the files that they stand for."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator.diagnostics import Diagnostic, error, warning
from generator.spec.text import MAX_BYTES

DEFAULTS_FILE = "defaults.yaml"
_NEARLY_DEFAULTS_FILE = "defaults.yml"
STANDARD_INPUT = "-"
UNTAKEN_DEFAULTS = "SPEC214"
MAX_TOTAL_BYTES = 512 * 1024 * 1024
"""Of all files of a spec: each may be large, and a folder may hold any number of them."""


@dataclass(frozen=True)
class SpecText:
    """One file's bytes. `folder` is the argument that it was found under, if that was a folder; or the folder in which
    it is, if it was named together with the `defaults.yaml` there."""

    filename: str
    data: bytes
    folder: str | None = None

    @cached_property
    def sha256(self) -> bytes:
        """The digest of the bytes."""
        return hashlib.sha256(self.data).digest()

    @property
    def is_folder_defaults(self) -> bool:
        """True for the `defaults.yaml` of a folder."""
        return self.folder is not None and Path(self.filename).name == DEFAULTS_FILE


def read_files(arguments: Sequence[str]) -> tuple[list[SpecText], list[Diagnostic]]:
    """The files that the arguments name, in order; a folder stands for its `*.yaml` and `*.yml`, by name.

    `-` is standard input. A file that is named twice is read once; if one of the times is by its folder, the folder's
    defaults apply to it, and so they do where they are named beside it, as by a shell's `specs/*.yaml`. No more is read
    of a file than shows that it is too large.

    What is named itself may be a pipe or a device, such as `/dev/stdin` or a shell's `<(command)`, and is waited for as
    any command would. What is found in a folder is a file or a link to one: nobody has asked to wait for a pipe there.

    The findings are what cannot be read, and warnings about defaults that do not hold though they are there.
    """
    texts = _Texts()
    diagnostics: list[Diagnostic] = []
    for argument in arguments:
        try:
            if argument == STANDARD_INPUT:
                if argument not in texts.read:
                    texts.add(argument, SpecText("<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1)))
            elif Path(argument).is_dir():
                diagnostics += _read_folder(argument, texts)
            else:
                diagnostics += _read(Path(argument), None, texts)
        except (OSError, ValueError) as wrong:  # ValueError: a name with a null character
            diagnostics.append(_unreadable(argument, wrong))
    read = _with_named_defaults(texts.read)
    return list(read.values()), [*diagnostics, *_defaults_not_taken(read)]


def _with_named_defaults(read: dict[str, SpecText]) -> dict[str, SpecText]:
    """The same; files that are named beside the `defaults.yaml` of their folder are of that folder."""
    named = {at: _parent(text) for at, text in read.items() if text.folder is None and at != STANDARD_INPUT}
    folders = {parent for at, parent in named.items() if Path(read[at].filename).name == DEFAULTS_FILE}
    files = Counter(named.values())
    together = {parent for parent in folders if files[parent] > 1}
    return read | {at: replace(read[at], folder=parent) for at, parent in named.items() if parent in together}


def _parent(text: SpecText) -> str:
    return os.path.realpath(Path(text.filename).parent)


def _defaults_not_taken(read: Mapping[str, SpecText]) -> Iterator[Diagnostic]:
    """Once for each folder: its `defaults.yaml`, where only other files of it are named, and a `defaults.yml`."""
    beside: dict[str, tuple[Path, str]] = {}
    for identity, text in read.items():
        defaults = Path(text.filename).parent / DEFAULTS_FILE
        if text.folder is not None and Path(text.filename).name == _NEARLY_DEFAULTS_FILE:
            yield _nearly_defaults(text.filename, defaults)
        elif text.folder is None and identity != STANDARD_INPUT and os.path.isfile(defaults):
            beside.setdefault(os.path.realpath(defaults), (defaults, text.filename))
    for identity, (defaults, named) in beside.items():
        if identity not in read:
            yield _unread_defaults(defaults, named)


class _Texts:
    """The files that have been read, by what they are on the disk."""

    def __init__(self) -> None:
        self.read: dict[str, SpecText] = {}
        self._bytes = 0

    def add(self, identity: str, text: SpecText) -> None:
        """Keep it. Raises `OSError` if all of them together are too large."""
        self._bytes += len(text.data)
        if self._bytes > MAX_TOTAL_BYTES:
            most = f"The files of a spec may have {MAX_TOTAL_BYTES // 2**20} MiB together"
            raise OSError(errno.EFBIG, f"{most}. Give fewer of them at once")
        self.read[identity] = text


def _read_folder(argument: str, texts: _Texts) -> list[Diagnostic]:
    found = sorted(entry for entry in Path(argument).iterdir() if _is_spec(entry))
    if not found:
        summary = f"There is no spec in the folder {argument}"
        return [error("SPEC002", summary, "A spec's file name ends in .yaml or .yml.")]
    return [diagnostic for file in found for diagnostic in _read(file, argument, texts)]


def _is_spec(entry: Path) -> bool:
    """As a shell's `*.yaml` sees it: editors keep hidden files beside those that they edit."""
    return entry.suffix in {".yaml", ".yml"} and not entry.name.startswith(".") and not entry.is_dir()


def _read(path: Path, folder: str | None, texts: _Texts) -> list[Diagnostic]:
    identity = os.path.realpath(path)
    if known := texts.read.get(identity):
        texts.read[identity] = replace(known, folder=known.folder or folder)
        return []
    try:
        with open(path, "rb", opener=_opened if folder is None else _opened_file) as file:
            data: bytes | None = file.read(MAX_BYTES + 1)
            if data is None:  # /proc has files that wait for something to happen, as a pipe does
                raise _no_file()
            texts.add(identity, SpecText(str(path), data, folder))
    except OSError as wrong:
        return [_unreadable(str(path), wrong)]
    return []


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags)


def _opened_file(path: str, flags: int) -> int:
    """Raises `OSError` for what is no file. It is asked before, since to open a device can do something, and after,
    since the name may stand for something else by then; to open a pipe does not wait for a writer."""
    _check_is_file(os.stat(path))
    file = os.open(path, flags | os.O_NONBLOCK)
    try:
        _check_is_file(os.fstat(file))
    except OSError:
        os.close(file)
        raise
    return file


def _check_is_file(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise _no_file()


def _no_file() -> OSError:
    return OSError(errno.EINVAL, "It is a pipe, a socket or a device. In a folder of specs only files are read")


def _unread_defaults(defaults: Path, named: str) -> Diagnostic:
    return warning(
        UNTAKEN_DEFAULTS,
        f"{defaults} is not read",
        f"It holds for the files of its folder where the folder is named, and {named} is named by itself. Name the "
        f"folder, {defaults.parent}, if it is to hold.",
    )


def _nearly_defaults(filename: str, defaults: Path) -> Diagnostic:
    fix = f"Move what it says into {defaults}" if os.path.lexists(defaults) else f"Rename it to {defaults}"
    return warning(
        UNTAKEN_DEFAULTS,
        f"{filename} holds for no other file",
        f"Only a {DEFAULTS_FILE} holds for all files of its folder. {fix}.",
    )


def _unreadable(name: str, wrong: OSError | ValueError) -> Diagnostic:
    reason = getattr(wrong, "strerror", None) or wrong
    beginning = " `adbkms init` writes a spec to begin with." if isinstance(wrong, FileNotFoundError) else ""
    return error("SPEC001", f"Cannot read {name}", f"{reason}.{beginning}")
