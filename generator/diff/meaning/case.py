"""A change with all that tells its meaning: the block before and after, and the stack around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.configuration.terraform import Block, Value
from generator.diff.changes import Action, ArgumentChange, ObjectChange, Risk
from generator.diff.folder import Folder
from generator.diff.meaning.words import listed


@dataclass(frozen=True, slots=True)
class Said:
    """A `Meaning` without its subject."""

    text: str
    risk: Risk
    part: str = ""


@dataclass(frozen=True)
class Case:
    """A change of an object; `old` and `new` are the whole stack or module."""

    change: ObjectChange
    old: Folder
    new: Folder

    @cached_property
    def was(self) -> Block | None:
        """The block before; None where there was none, or several of that address."""
        if self.change.action is Action.ADDED:
            return None
        return block_at(self.old, self.change.previous_address or self.change.address)

    @cached_property
    def now(self) -> Block | None:
        """The block after; None where there is none, or several of that address."""
        return None if self.change.action is Action.REMOVED else block_at(self.new, self.change.address)

    @property
    def block(self) -> Block | None:
        """What there is of it: after, or else before."""
        return self.now or self.was

    @property
    def stack(self) -> str:
        """The name of the stack, or of the module."""
        return (self.new.path or self.old.path).rpartition("/")[2]

    def before(self, argument: str) -> Value:
        """A top-level argument as it was; None where it was not set."""
        return self.was.arguments.get(argument) if self.was else None

    def after(self, argument: str) -> Value:
        """The same as it is now."""
        return self.now.arguments.get(argument) if self.now else None


def block_at(folder: Folder, address: str) -> Block | None:
    """The block with an address, or with what the comparison calls it by: `import module.key_A`."""
    found = folder.at(address)
    if found is not None or (" " not in address and not address.startswith("provider.")):
        return found
    return folder.called(address)


@dataclass(frozen=True, slots=True)
class Part:
    """What the changes of some arguments mean together. `heads` are the paths that it speaks for, with all below; with
    none it speaks for all that is left."""

    heads: tuple[str, ...]
    say: Callable[[Case, Sequence[ArgumentChange]], Iterable[Said]]

    def speaks_for(self, path: str) -> bool:
        """True if an argument of this path is one of its own."""
        return not self.heads or any(is_at(path, head) for head in self.heads)


def is_at(path: str, head: str) -> bool:
    """True if `path` is `head` or inside of it: `tags["team"]`, `lifecycle.postcondition[0].condition`."""
    return path.startswith(head) and path[len(head) : len(head) + 1] in ("", ".", "[")


def by_parts(case: Case, parts: Iterable[Part]) -> Iterator[Said]:
    """What each part says of its arguments, and an honest word on those that are nobody's."""
    left = list(case.change.arguments)
    for part in parts:
        own = [one for one in left if part.speaks_for(one.path)]
        if own:
            left = [one for one in left if not part.speaks_for(one.path)]
            yield from part.say(case, own)
    if left:
        yield others(left)


def others(changes: Iterable[ArgumentChange], risk: Risk = Risk.IN_PLACE) -> Said:
    """Arguments of which nothing more is known."""
    return Said(f"will change: {listed(dict.fromkeys(one.path for one in changes))}", risk)
