"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from generator.live.answers import NotKnown
from generator.live.questions import Ask
from generator.spec import model
from generator.spec.load import LoadedStack
from generator.spec.nodes import Path


class Outcome(StrEnum):
    """How a check ended. A warning does not keep the apply from working; what is not known has not passed."""

    PASSED = "passed"
    WARNING = "warning"
    FAILED = "failed"
    NOT_KNOWN = "not_known"


Kind = Literal["stack", "key", "policy", "role", "database"]
_SECTIONS: Mapping[str, str] = MappingProxyType(
    {"key": "keys", "policy": "policies", "role": "roles", "database": "databases"}
)


@dataclass(frozen=True)
class Subject:
    """What a check looks at: an object of a stack, or with the kind `stack` the stack itself.

    `name` is a name in the spec, or for what is not declared there an ARN or `alias/NAME`. `place` is where that
    stands, below the stack; None for what is declared.
    """

    loaded: LoadedStack
    kind: Kind
    name: str
    place: Path | None = None

    @property
    def stack(self) -> model.Stack:
        return self.loaded.stack

    @property
    def path(self) -> Path:
        """Where the object stands, below its stack."""
        if self.place is not None:
            return self.place
        return (_SECTIONS[self.kind], self.name) if self.kind in _SECTIONS else ()

    @property
    def encryption(self) -> model.Encryption | None:
        """Of the database that names an object which is not declared; None for others."""
        match self.place:
            case ("databases", str(database), *_):
                return self.stack.databases[database].encryption
        return None

    @property
    def address(self) -> str:
        """STACK, or STACK/DATABASE, or STACK/keys/NAME."""
        if self.kind == "stack":
            return self.loaded.name
        section = () if self.kind == "database" else (_SECTIONS[self.kind],)
        return "/".join((self.loaded.name, *section, self.name))


@dataclass(frozen=True)
class Finding:
    """`summary` is terse and has no final stop: what is so. `detail` says in whole sentences why it matters and what
    to do; "" for what passed. `path` is below the subject's own, such as ("oracle_user_arn",). `why` is the answer that
    left it unknown, and `unknown` what is, as a clause; None and "" elsewhere."""

    outcome: Outcome
    summary: str
    detail: str = ""
    permission: str | None = None
    path: Path = ()
    why: NotKnown | None = None
    unknown: str = ""


def passed(summary: str) -> Finding:
    """It is as it should be."""
    return Finding(Outcome.PASSED, summary)


def warned(summary: str, detail: str, *path: str) -> Finding:
    """The apply will work, and somebody should know this first."""
    return Finding(Outcome.WARNING, summary, detail, None, path)


def failed(summary: str, detail: str, *path: str) -> Finding:
    """The apply will fail, or do harm."""
    return Finding(Outcome.FAILED, summary, detail, None, path)


def not_known(what: str, why: NotKnown | None) -> Finding:
    """Nobody can say. `what` is a whole clause: `whether the key is enabled`. With None the cloud says that there is no
    such thing as what was asked about, which another answer of it has just shown."""
    if why is None:
        return not_said(what, "it was there a moment ago, and is not any more", "Run preflight again.")
    return Finding(Outcome.NOT_KNOWN, f"Not known {what}: {why.summary}", why.fix, why.permission, (), why, what)


def not_said(what: str, reason: str, detail: str) -> Finding:
    """There is an answer, and it does not tell."""
    return Finding(Outcome.NOT_KNOWN, f"Not known {what}: {reason}", detail)


@dataclass(frozen=True)
class Check:
    """One thing that has to be so for the next apply to work.

    `title` is one line; `explanation` is Markdown: what it means, why it matters, what to do; `source` says where the
    fact is from. `check` asks and yields what it finds, at least once for a subject that it has to do with; it has
    nothing to say of others.
    """

    code: str
    title: str
    kind: Kind
    explanation: str
    source: str
    check: Callable[[Subject, Ask], Iterator[Finding]]
