"""What runs have made, kept in the user's cache: what is the same again need not be made again."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from generator import __version__
from generator.configuration.history import StackFacts
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
    """Where the facts of the stacks are published, the manifest has them: they are not kept twice, and {} here."""

    stacks: list[Stack]
    parts: list[Part]
    are_facts_published: bool


def load(name: bytes, before: Mapping[str, Any]) -> Memory:
    """What was kept under a name; `before` are the facts in the manifest, by stack, as JSON's types. What is not as it
    was saved is as if nothing had been kept."""
    payload = user_cache("made").load(name.hex())
    if payload is None:
        return Memory()
    try:
        kept = msgspec.msgpack.decode(payload, type=_Kept)
        stacks = list(_with_facts(kept, before))
    except msgspec.MsgspecError:  # of another version of adbkms
        return Memory()
    if not all(map(_is_as_saved, stacks)):
        return Memory()
    return Memory({stack.name: stack for stack in stacks}, {part.key: part for part in kept.parts})


def _with_facts(kept: _Kept, before: Mapping[str, Any]) -> Iterator[Stack]:
    """Those stacks whose facts are known. Raises `msgspec.ValidationError` for facts that are none."""
    for stack in kept.stacks:
        if not kept.are_facts_published:
            msgspec.convert(stack.facts, StackFacts)
            yield stack
        elif stack.name in before:
            yield replace(stack, facts=before[stack.name])


def _is_as_saved(stack: Stack) -> bool:
    """Its files become paths of the tree, and its texts would be taken for the files that they are not."""
    folder = f"stacks/{stack.name}/"
    are_inside = all(path.startswith(folder) and "/../" not in f"{path}/" for path in stack.files)
    return are_inside and stack.texts is None and stack.succession is None


def save(name: bytes, stacks: Iterable[Stack], parts: Iterable[Part], *, are_facts_published: bool) -> None:
    """Keep what a run has made. Where nothing can be kept, the next run makes it again."""
    slim = [
        replace(stack, succession=None, texts=None, facts={} if are_facts_published else stack.facts)
        for stack in stacks
    ]
    kept = _Kept(slim, list(parts), are_facts_published)
    with contextlib.suppress(OSError, UnicodeEncodeError):  # file names need not be text
        user_cache("made").save(name.hex(), msgspec.msgpack.encode(kept))


def remembered(key: bytes, made: MadePart, before: Sequence[object]) -> list[Part]:
    """A part to keep; none for one whose findings cannot be kept. `before` are the facts of its stacks that the next
    run will find."""
    if any(isinstance(finding.detail, LaidOut) for finding in made.spec_findings):
        return []
    return [Part(key, digest_of_facts(before), made.names, made.defaulted, made.spec_findings)]


def as_json(facts: StackFacts) -> Mapping[str, Any]:
    """Facts as JSON's types, as the manifest has them."""
    decoded: Mapping[str, Any] = msgspec.json.decode(msgspec.json.encode(facts))
    return decoded


def digest_of_facts(facts: Iterable[object]) -> bytes:
    """A digest of facts about stacks, as JSON's types."""
    return digest(msgspec.json.encode(list(facts), order="sorted"))


def digest(*parts: bytes) -> bytes:
    """SHA-256 of several things, each with its length."""
    return _digest_of(parts)


def _digest_of(parts: Iterable[bytes]) -> bytes:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


def code(templates: Path | None) -> bytes:
    """A digest of all that makes a tree out of a spec, but for the spec: the code, its data and libraries, and the
    templates, of our own by their files' names, sizes and times of change, of the user's by their text."""
    parts = [__version__, sys.version, *_versions()]
    for file in _files():
        status = file.stat()
        parts.append(f"{file.path}:{status.st_size}:{status.st_mtime_ns}")
    # One after the other: a folder may be large.
    return _digest_of(chain(["\0".join(parts).encode()], _theirs(templates) if templates else ()))


def _theirs(templates: Path) -> Iterator[bytes]:
    """All in the user's folder, since a template can include any file there: by its name and where that leads, a file
    by its text as well."""
    inside = os.path.realpath(templates)
    for path in sorted(templates.rglob("*")):
        target = os.path.realpath(path)
        yield os.fsencode(path)
        yield os.fsencode(target)
        # A file elsewhere, and one that is too large, is refused, whatever it says; another thing may never end.
        if target.startswith(os.path.join(inside, "")) and _is_template(target):
            yield Path(target).read_bytes()


def _is_template(path: str) -> bool:
    try:
        status = os.stat(path)
    except OSError:  # a link that leads nowhere, or to itself
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size <= MOST_TEMPLATE_BYTES


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
