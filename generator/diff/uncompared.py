"""Files that Terraform reads and that are not compared. That one of them is not the same is a change as any other: who
reads of nothing else would take it for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diff.changes import Action, Meaning, ObjectChange, Risk
from generator.diff.side import Side, is_terraform
from generator.publish.read_tree import LOCK_FILE

# What Terraform or OpenTofu takes for part of a configuration as well.
_PARTS = tuple(f".{name}{form}" for name in ("tf", "tofu") for form in ("", ".json")) + tuple(
    f".{name}.{form}" for name in ("tftest", "tofutest") for form in ("hcl", "json")
)
_VALUES = (".tfvars", ".tfvars.json")


def is_uncompared(file: str, old: Side, new: Side) -> bool:
    """True for a file that Terraform may read, and of which nobody knows here what that changes."""
    if file in old.unread or file in new.unread:
        return True
    if is_terraform(file):
        return False
    return file.endswith((*_PARTS, *_VALUES, f"/{LOCK_FILE}")) or _is_data(file, old, new)


def file_changes(files: Sequence[str], old: Side, new: Side) -> Iterator[ObjectChange]:
    """For each of the files a change of an object `file NAME`, the name from the folder of its stack or module."""
    for file in files:
        name = file.split("/", 2)[2]
        was, will_be = (file in side.texts or file in side.unread for side in (old, new))
        action = Action.CHANGED if was and will_be else Action.REMOVED if was else Action.ADDED
        yield ObjectChange(f"file {name}", action, meanings=(_meaning(name, action),))


def _is_data(file: str, old: Side, new: Side) -> bool:
    """True where a block of the same folder reads files, and this is none for people."""
    if file.endswith("/README.md"):
        return False
    folder = "/".join(file.split("/")[:2])
    return old.reads_files(folder) or new.reads_files(folder)


def _meaning(name: str, action: Action) -> Meaning:
    if name == LOCK_FILE:
        text = "pins other providers than before; they run with the credentials of whoever applies"
        return Meaning(name, text, Risk.IN_PLACE)
    if action is Action.REMOVED:
        text = "is no longer there for Terraform to read; what it said has not been compared"
    else:
        text = "may be read by Terraform and has not been compared: look at what it says"
    return Meaning(name, text, Risk.IN_PLACE if name.endswith(_VALUES) else Risk.OPENS_ACCESS)
