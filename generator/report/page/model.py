"""What the report shows, as plain values. A template lays them out and works nothing out by itself."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diff.changes import Difference


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about an object: a `label`, and its `value`, None where it is known only after the apply."""

    label: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Box:
    """An object in the picture of a chain. `note` is a sentence or ""; `is_aside` is an object that is within reach and
    not the one in use, such as a key that older backups need."""

    name: str
    facts: tuple[Fact, ...] = ()
    note: str = ""
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Station:
    """All objects of a kind in a chain. `arrow` says in words how the station before leads here, "" for the first."""

    kind: str
    boxes: tuple[Box, ...]
    arrow: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Database → role → policy → key, for the databases that have the same one. `is_in_use` is False while they are on
    Oracle's key: then it is the way that the stack has ready."""

    title: str
    stations: tuple[Station, ...]
    is_in_use: bool


@dataclass(frozen=True, slots=True)
class DatabaseRow:
    """A database with its stage, a word of `Stage`. `found_by` is all that a search finds it by."""

    stack: str
    name: str
    db_name: str
    ocid: str | None
    stage: str
    key: str
    role: str | None
    missing: tuple[str, ...]
    account_id: str
    aws_region: str
    oci_region: str
    found_by: str

    @property
    def full_name(self) -> str:
        """STACK/DATABASE, as commands take it."""
        return f"{self.stack}/{self.name}"


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do; `command` is a line for a shell, None for what is done elsewhere."""

    summary: str
    command: str | None


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next for databases, which are named as in their stack."""

    databases: tuple[str, ...]
    steps: tuple[NextStep, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file of Terraform, `name` from the folder of its stack or module."""

    name: str
    text: str

    @property
    def lines(self) -> int:
        """How many it has."""
        return self.text.count("\n")


@dataclass(frozen=True, slots=True)
class StackPart:
    """A stack. `stages` are how many of its databases are in each stage that there is; `found_by` is all that a search
    finds it by."""

    name: str
    facts: tuple[Fact, ...]
    account_id: str
    aws_region: str
    oci_region: str
    stages: tuple[tuple[str, int], ...]
    databases: tuple[DatabaseRow, ...]
    chains: tuple[Chain, ...]
    next: tuple[Next, ...]
    files: tuple[File, ...]
    found_by: str


@dataclass(frozen=True, slots=True)
class ModulePart:
    """A module that the stacks share."""

    name: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a spec with what is wrong in it, cut where it is very long."""

    number: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic. `place` is `spec.yaml:5:9` or "", `context` says in words where that is or is ""; `detail` are
    lines."""

    severity: str
    code: str
    summary: str
    detail: tuple[str, ...]
    place: str
    context: str
    source: SourceLine | None


@dataclass(frozen=True, slots=True)
class Account:
    """An AWS account with the regions, stacks and databases that are in it."""

    id: str
    aws_regions: tuple[str, ...]
    oci_regions: tuple[str, ...]
    stacks: int
    databases: int


@dataclass(frozen=True, slots=True)
class Fleet:
    """How much there is of what. `counts` are labels with numbers, `stages` all stages in their order."""

    counts: tuple[tuple[str, int], ...]
    stages: tuple[tuple[str, int], ...]
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report. Of a spec with errors there are only the findings: it gives no tree."""

    fleet: Fleet | None
    findings: tuple[Finding, ...]
    stacks: tuple[StackPart, ...]
    modules: tuple[ModulePart, ...]
    difference: Difference | None = None

    @property
    def databases(self) -> tuple[DatabaseRow, ...]:
        """Those of all stacks, in order."""
        return tuple(one for stack in self.stacks for one in stack.databases)
