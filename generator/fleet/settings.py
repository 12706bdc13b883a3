"""What all parts of a run have in common, and the keys by which what is made of a stack is known again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from generator.configuration.history import StackFacts
from generator.fleet.made import Stack
from generator.fleet.memory import digest
from generator.spec.load import LoadedStack
from generator.stages import Place


@dataclass(frozen=True)
class Settings:
    """What all parts of a run have in common. `code` stands for the code and the templates, `before` are the facts of
    the tree that was published last, `known` what earlier runs have made, both by stack; `elsewhere` are the keys of
    databases by OCID (`keys_by_ocid`)."""

    code: bytes
    place: Place
    templates: Path | None = None
    full_parse: bool = False
    before: Mapping[str, StackFacts] = field(default_factory=dict)
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: Mapping[str, Stack] = field(default_factory=dict)


def key_of(loaded: LoadedStack, settings: Settings) -> bytes:
    """The digest of all that the files of a stack follow from: what it says, and what is known of the tree before it,
    there of databases in other stacks as well."""
    facts = settings.before.get(loaded.name)
    ocids = (database.ocid for database in loaded.stack.databases.values())
    pasts = [settings.elsewhere.get(ocid) for ocid in ocids if ocid is not None]
    return _key_of(settings, loaded.digest(), facts, pasts)


def key_after(stack: Stack, settings: Settings) -> Stack:
    """The same stack with the key that it will have in the next run, when this one's tree has been published:
    rendering is a fixed point, so the files will be the same."""
    facts = msgspec.convert(stack.facts, StackFacts)
    of_ocids = {one.ocid: one.keys for one in facts.databases.values()}
    key = _key_of(settings, stack.meaning, facts, [of_ocids[ocid] for ocid in stack.ocids])
    return replace(stack, key=key, succession=None)


def _key_of(
    settings: Settings, meaning: str, facts: StackFacts | None, pasts: Sequence[tuple[str, ...] | None]
) -> bytes:
    return digest(settings.code, meaning.encode(), msgspec.json.encode((facts, pasts)))
