"""The difference of two trees, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What happens to an object, a stack or a statement. What is moved has another address and is still the same
    object; its arguments can change as well."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


class Risk(StrEnum):
    """How much a change can hurt, the least first. It is what the next apply would do to the clouds as far as two trees
    tell; what a plan says counts (`adbkms guard`)."""

    NONE = "changes nothing in the clouds"
    IN_PLACE = "in place"
    OPENS_ACCESS = "opens access"
    ENDANGERS = "endangers"  # takes a key out of a database's reach, or a protection away
    REPLACES = "replaces"
    DESTROYS = "destroys"

    @property
    def rank(self) -> int:
        """The higher, the worse."""
        return list(Risk).index(self)

    @property
    def identifier(self) -> str:
        """For programs: `none`, `in_place`, `opens_access`, `endangers`, `replaces`, `destroys`."""
        return self.name.lower()


def worst(risks: Iterable[Risk]) -> Risk:
    """The worst of several risks; `Risk.NONE` for none."""
    return max(risks, key=lambda one: one.rank, default=Risk.NONE)


@dataclass(frozen=True, slots=True)
class ArgumentChange:
    """An argument that is not the same: `path` is its name with those of the blocks that it is in, such as
    `encryption_key.key_arn`. `old` and `new` are HCL in its canonical form, on one line; None where it is not there.

    Where the order of a list says nothing, `items_added` and `items_removed` are the items, as HCL, that only one of
    the two lists has.
    """

    path: str
    old: str | None
    new: str | None
    items_added: tuple[str, ...] = ()
    items_removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementText:
    """A statement of a policy document for people: every part in order, an inverted one as "everything but …"."""

    effect: str
    principals: tuple[str, ...]
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement that only one of two policy documents has, or that is changed. `document` says in words which
    document it is: "IAM policy", "trust policy", "key policy"."""

    document: str
    action: Action
    old: StatementText | None
    new: StatementText | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a change means, in the words of the domain: a sentence that begins with its `subject`, the name of an object
    in the spec. `text` is the rest of it, without a full stop, and reads the same after several subjects: "will be
    encrypted with ADBS_Key2; ADBS_Key1 stays for old backups". `part` is what is destroyed or replaced where that is
    not the object itself, such as "older backups"."""

    subject: str
    text: str
    risk: Risk
    part: str = ""

    @property
    def sentence(self) -> str:
        """The whole sentence, with a full stop."""
        return f"{self.subject} {self.text}."


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """A block of the root module, or of a module of the tree, that is not the same. `address` is Terraform's where
    there is one, `module.key_ADBS_Key1`, and else the block's type and labels, `provider.aws`. `previous_address` is
    where the object was before, if it is moved."""

    address: str
    action: Action
    arguments: tuple[ArgumentChange, ...] = ()
    statements: tuple[StatementChange, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    previous_address: str | None = None

    @property
    def risk(self) -> Risk:
        """The worst of what it means."""
        return worst(one.risk for one in self.meanings)


@dataclass(frozen=True, slots=True)
class FolderChange:
    """A stack, or a module that the stacks share, that is not the same. `path` is its folder in the tree:
    `stacks/payments-prod`, `modules/aws-kms-key`."""

    path: str
    action: Action
    objects: tuple[ObjectChange, ...]

    @property
    def name(self) -> str:
        """The name of the stack or module."""
        return self.path.rpartition("/")[2]

    @property
    def is_stack(self) -> bool:
        """False for a module."""
        return self.path.startswith("stacks/")

    @property
    def risk(self) -> Risk:
        """The worst of its objects."""
        return worst(one.risk for one in self.objects)


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that is not the same, stacks first, by name. `unchanged` is how many stacks are the same in both
    trees; `reworded` are the paths of the files whose text is another and which say the same to Terraform: another
    layout, a comment, a README."""

    folders: tuple[FolderChange, ...]
    unchanged: int
    reworded: tuple[str, ...]

    @property
    def stacks(self) -> tuple[FolderChange, ...]:
        """The stacks alone."""
        return tuple(one for one in self.folders if one.is_stack)

    @property
    def modules(self) -> tuple[FolderChange, ...]:
        """The modules alone."""
        return tuple(one for one in self.folders if not one.is_stack)

    @property
    def risk(self) -> Risk:
        """The worst of all."""
        return worst(one.risk for one in self.folders)
