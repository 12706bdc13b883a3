"""What is said of objects that the tree which was published last has and this one does not."""

from __future__ import annotations

from collections.abc import Sequence

from generator.configuration.codes import LEFT_BEHIND, LOST_KEY, LOST_OBJECT, RELEASE_DROPPED
from generator.diagnostics import Diagnostic, Severity


def lost(stack: str, address: str) -> Diagnostic:
    """A protected object that the spec no longer has."""
    return Diagnostic(
        Severity.ERROR,
        LOST_OBJECT,
        f"{address} would be lost",
        f'The stack "{stack}" has it in the tree that was published last, under protection, and the spec no longer '
        "does. Put it back, or say `renamed_from` where it has another name now. To destroy it on purpose, render the "
        "stack with `protect: false` first.",
        address=address,
    )


def lost_stack(stack: str, addresses: Sequence[str]) -> Diagnostic:
    """A stack that the spec no longer has, with what is lost in it."""
    return Diagnostic(
        Severity.ERROR,
        LOST_OBJECT,
        f'The stack "{stack}" would be lost, with {", ".join(addresses)}',
        "It is in the tree that was published last, and the spec does not have it. If the tree is rendered from more "
        "specs than these, give all of them; a tree of other stacks needs a folder of its own. A stack cannot be "
        "renamed: its name is that of its root module, whose state has the objects. To destroy it on purpose, render "
        "it with `protect: false` first; then run `terraform destroy` in its folder, or take its databases and keys "
        "out of the spec, render and apply. Take the stack out of the spec last.",
    )


def left_behind(stack: str, databases: int, keys: int, *, lives_on: bool) -> Diagnostic:
    """A stack without protection that the spec no longer has, and how much of it may still be there; `lives_on` if
    another stack has a database of it, which is not counted."""
    counted = ((databases, "database", "databases"), (keys, "key", "keys"))
    objects = " and ".join(f"{number} {one if number == 1 else many}" for number, one, many in counted if number)
    destroy = "" if lives_on else f"run `terraform destroy` in stacks/{stack}, or "
    return Diagnostic(
        Severity.WARNING,
        LEFT_BEHIND,
        f'The stack "{stack}" goes, and may leave {objects} behind',
        "It is in the tree that was published last, without protection, and the spec does not have it: its files go, "
        "also its backend and its providers. What has not been destroyed by then goes on to run, and Terraform has "
        f"nothing left to destroy it with. If that is so, put the stack back and render; {destroy}take its databases "
        "and keys out of the spec, render and apply; then take the stack away. If the tree is rendered from more specs "
        "than these, give all of them.",
    )


def lost_key(stack: str, address: str, database: str) -> Diagnostic:
    """A key that the spec no longer has, and the database that has used it."""
    return Diagnostic(
        Severity.ERROR,
        LOST_KEY,
        f"{address} would be lost, and {database} has used it",
        "Backups and clones of the database need the key that they were made with. Put it back into `keys` of "
        f'"{stack}", or say `renamed_from` where it has another name now. To have the stack let go of it without '
        "destroying it, put it back with `retired: true`.",
        address=address,
    )


def perhaps_not_released(stack: str, address: str) -> Diagnostic:
    """A key that Terraform may not have been told to forget yet."""
    return Diagnostic(
        Severity.WARNING,
        RELEASE_DROPPED,
        f"{address} is no longer said to be handed over",
        f'In the tree that was published last "{stack}" lets go of it by a `removed` block. Where that has not been '
        "applied yet, Terraform would now destroy the key: put the entry back with `retired: true` until it is.",
        address=address,
    )
