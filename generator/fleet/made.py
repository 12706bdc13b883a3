"""What is made of a stack and of a part of a spec, as values that can be sent and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.configuration.succession import Succession
from generator.diagnostics import Diagnostic

Step = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack that was made.

    `spec` is the argument that its file was found by, as a shell takes it. `key` is the digest of all that its files
    and steps follow from, `meaning` that of what its spec says, `facts` what the manifest keeps of it, as JSON's types.
    `shared` are digests of what rules compare between stacks, `ocids` those of its databases, `databases` their names.
    `steps` are what comes next for them, None where that is not the same for all. `succession` is what it has to do
    with the tree before it; None if nothing has changed there. `files` has the SHA-256 of each file by path, `texts`
    the files' bytes; None if it was made before.
    """

    name: str
    spec: str
    key: bytes
    meaning: str
    facts: Mapping[str, Any]
    shared: tuple[bytes, ...]
    ocids: tuple[str, ...]
    databases: tuple[str, ...]
    steps: tuple[Step, ...] | None
    succession: Succession | None
    modules: tuple[str, ...]
    files: dict[str, str]
    texts: dict[str, bytes] | None


@dataclass(frozen=True, slots=True)
class MadePart:
    """What is made of a part. `spec_findings` are those about the spec itself; with an error among them nothing is
    made of it. `names` are its stacks', also then. `findings` are all others. `defaulted` is how many nodes its whole
    file has from defaults."""

    names: tuple[str, ...]
    defaulted: int
    stacks: tuple[Stack, ...]
    spec_findings: tuple[Diagnostic, ...]
    findings: tuple[Diagnostic, ...]
