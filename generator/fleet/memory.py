"""What runs have made, kept in the user's cache: what is the same again need not be made again."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator import __version__
from generator.diagnostics import Diagnostic, LaidOut
from generator.fleet.made import MadePart, Stack
from generator.render.packaged import MOST_TEMPLATE_BYTES, resource_folder
from generator.user_cache import user_cache

_GENERATOR = Path(__file__).parent.parent
_LIBRARIES = ("jinja2", "markupsafe", "msgspec", "hcl2", "lark", "yaml")


class Part(msgspec.Struct, frozen=True):
    """A part as it was made: `key` is the digest of its bytes and of all that makes a tree out of it, `before` that of
    the facts of its stacks, `stacks` are their names, `findings` what was said of them."""

    key: bytes
    before: bytes
    stacks: tuple[str, ...]
    defaulted: int
    findings: tuple[Diagnostic, ...]


@dataclass
class Memory:
    """What is known: stacks by name, parts by key."""

    stacks: dict[str, Stack] = field(default_factory=dict)
    parts: dict[bytes, Part] = field(default_factory=dict)


class _Kept(msgspec.Struct, frozen=True):
    stacks: list[Stack]
    parts: list[Part]


def load(name: bytes) -> Memory:
    """What was kept under a name."""
    payload = user_cache("made").load(name.hex())
    if payload is None:
        return Memory()
    try:
        kept = msgspec.msgpack.decode(payload, type=_Kept)
    except msgspec.MsgspecError:  # of another version of adbkms
        return Memory()
    return Memory({stack.name: stack for stack in kept.stacks}, {part.key: part for part in kept.parts})


def save(name: bytes, stacks: Iterable[Stack], parts: Iterable[Part]) -> None:
    """Keep what a run has made. Where nothing can be kept, the next run makes it again."""
    kept = _Kept(list(stacks), list(parts))
    with contextlib.suppress(OSError, UnicodeEncodeError):  # file names need not be text
        user_cache("made").save(name.hex(), msgspec.msgpack.encode(kept))


def remembered(key: bytes, made: MadePart, before: Sequence[object]) -> list[Part]:
    """A part to keep; none for one whose findings cannot be kept. `before` are the facts of its stacks that the next
    run will find."""
    if any(isinstance(finding.detail, LaidOut) for finding in made.spec_findings):
        return []
    return [Part(key, digest_of_facts(before), made.names, made.defaulted, made.spec_findings)]


def digest_of_facts(facts: Iterable[object]) -> bytes:
    """A digest of facts about stacks, as JSON's types."""
    return digest(msgspec.json.encode(list(facts), order="sorted"))


def digest(*parts: bytes) -> bytes:
    """SHA-256 of several things, each with its length."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.digest()


def code(templates: Path | None) -> bytes:
    """A digest of all that makes a tree out of a spec, but for the spec: the code, its data and libraries, and the
    templates, of our own by their files' names, sizes and times of change, of the user's by their text."""
    parts = [__version__, sys.version, *_versions()]
    for file in _files():
        status = file.stat()
        parts.append(f"{file.path}:{status.st_size}:{status.st_mtime_ns}")
    # Any file of that folder can be included.
    theirs = [file for file in sorted(templates.rglob("*")) if file.is_file()] if templates else []
    # One that is too large is refused, whatever it says.
    texts = [
        part
        for file in theirs
        for part in (os.fsencode(file), file.read_bytes() if file.stat().st_size <= MOST_TEMPLATE_BYTES else b"")
    ]
    return digest("\0".join(parts).encode(), *texts)


def _versions() -> list[str]:
    """What is installed where our libraries are, by the names of its metadata, such as `jinja2-3.1.6.dist-info`."""
    found = [importlib.util.find_spec(name) for name in _LIBRARIES]
    folders = {Path(one.origin).parent.parent for one in found if one and one.origin}
    return sorted(entry for folder in folders for entry in os.listdir(folder) if entry.endswith("-info"))


def _files() -> Iterator[os.DirEntry[str]]:
    for folder, kinds in (
        (_GENERATOR, (".py", ".json")),
        (resource_folder("templates"), ()),
        (resource_folder("modules"), ()),
    ):
        yield from _files_below(folder, kinds)


def _files_below(folder: Path | str, kinds: tuple[str, ...]) -> Iterator[os.DirEntry[str]]:
    """All, or those whose names end so, in the order of their names."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from _files_below(entry.path, kinds)
        elif not kinds or entry.name.endswith(kinds):
            yield entry
