"""What all parts of a run have in common, and the keys by which what is made of a stack is known again."""

from __future__ import annotations

from collections.abc import Mapping
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
    """The digest of all that the files of a stack and its steps follow from: what it says and where, and its facts in
    the tree before it.

    What that tree knows of its databases in other stacks (`elsewhere`) is not in it. A stack is kept with its facts
    after it was published, and they have all of its databases: of none of them another stack is asked. Or it is kept
    by a run without a tree, and then nothing is known elsewhere.
    """
    spec = settings.place.spec_of(loaded)
    return _key_of(settings, spec, loaded.digest(), settings.before.get(loaded.name))


def key_after(stack: Stack, settings: Settings) -> Stack:
    """The same stack with the key that it will have in the next run, when this one's tree has been published:
    rendering is a fixed point, so the files will be the same."""
    facts = msgspec.convert(stack.facts, StackFacts)
    return replace(stack, key=_key_of(settings, stack.spec, stack.meaning, facts))


def _key_of(settings: Settings, spec: str, meaning: str, facts: StackFacts | None) -> bytes:
    where = spec.encode("utf-8", "surrogatepass")  # file names need not be text
    return digest(settings.code, where, meaning.encode(), msgspec.json.encode(facts))
