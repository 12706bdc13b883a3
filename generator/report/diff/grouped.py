"""What changes mean, each meaning once for all to whom it happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.diff.changes import Difference, FolderChange, Risk
from generator.report.diff.kinds import counted, counted_kinds, is_of_the_stack, kind_of

_STACK, _MODULE = "stack", "module"
_HOLD_DATA = frozenset({"database", "key"})


@dataclass(frozen=True, slots=True)
class Member:
    """One that something happens to: the name of its stack, or the path of its module; its own name in the spec; and
    what it is."""

    place: str
    is_in_stack: bool
    subject: str
    kind: str

    @property
    def name(self) -> str:
        """As commands take it: `payments-prod/orders`; of a stack or module as a whole `payments-prod`."""
        return self.place if self.kind in (_STACK, _MODULE) else f"{self.place}/{self.subject}"


@dataclass(frozen=True)
class Group:
    """The members of which the same is true. `text` goes on after their names, as in `Meaning`."""

    risk: Risk
    text: str
    members: tuple[Member, ...]

    @cached_property
    def by_folder(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the members by the name of their stack, or the path of their module."""
        found: dict[str, list[str]] = {}
        for member in self.members:
            found.setdefault(member.place, []).append(member.subject)
        return {folder: tuple(subjects) for folder, subjects in found.items()}

    @property
    def kinds(self) -> str:
        """`50 databases`, `2 keys and 1 role`."""
        return counted_kinds(member.kind for member in self.members)

    @property
    def common_subject(self) -> str | None:
        """The name that all members have, each in its own stack; None if there are several or one member only."""
        names = {(member.subject, member.kind) for member in self.members}
        return self.members[0].subject if len(names) == 1 and len(self.members) > 1 else None

    @property
    def where(self) -> str:
        """`10 stacks`, `1 module`."""
        folders = {member.place: member.is_in_stack for member in self.members}
        stacks = sum(folders.values())
        found = ((stacks, "stack"), (len(folders) - stacks, "module"))
        return " and ".join(counted(number, noun) for number, noun in found if number)


def place(folder: FolderChange) -> str:
    """The name of a stack; of a module its path, so that none is taken for a stack."""
    return folder.name if folder.is_stack else folder.path


def grouped(difference: Difference) -> tuple[Group, ...]:
    """Every meaning with those it is about: the worst risk first; of what is lost, databases and keys before what can
    be made anew; then what is about the most."""
    # As the keys of a dict, which keep their order: an object can have the same meaning twice.
    found: dict[tuple[Risk, str], dict[Member, None]] = {}
    for (risk, text), member in _meanings(difference):
        found.setdefault((risk, text), {})[member] = None
    groups = [Group(risk, text, tuple(members)) for (risk, text), members in found.items()]
    return tuple(sorted(groups, key=_order))


def _meanings(difference: Difference) -> Iterator[tuple[tuple[Risk, str], Member]]:
    for folder in difference.folders:
        where = place(folder)
        for change in folder.objects:
            for meaning in change.meanings:
                member = Member(where, folder.is_stack, meaning.subject, _kind(folder, change.address))
                yield (meaning.risk, meaning.text), member


def _kind(folder: FolderChange, address: str) -> str:
    """What a meaning is about: of a module it is always the module, and of a stack's settings the stack."""
    if not folder.is_stack:
        return _MODULE
    return _STACK if is_of_the_stack(address) else kind_of(address)


def _order(group: Group) -> tuple[int, bool, int]:
    holds_data = any(member.kind in _HOLD_DATA for member in group.members)
    return -group.risk.rank, group.risk is Risk.DESTROYS and not holds_data, -len(group.members)
