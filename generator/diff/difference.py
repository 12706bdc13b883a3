"""The difference of two trees: by folder, and in it by object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.configuration.terraform import Block
from generator.diagnostics import Diagnostic, warning
from generator.diff.arguments import says
from generator.diff.called_modules import uncompared_modules
from generator.diff.changes import Action, Difference, FolderChange
from generator.diff.codes import NOT_COMPARED
from generator.diff.objects import object_changes
from generator.diff.side import Side, is_of_module, is_terraform
from generator.diff.uncompared import file_changes, is_uncompared
from generator.publish.read_tree import LOCK_FILE


def difference(old: Side, new: Side) -> tuple[Difference, list[Diagnostic]]:
    """What is not the same in two trees, and the errors in what was read for it: what such a file says is then known in
    part only. Files whose texts are equal are not read, but for what a change in another file means."""
    folders: list[FolderChange] = []
    reworded: list[str] = []
    diagnostics: list[Diagnostic] = []
    unchanged = 0
    elsewhere: dict[str, list[str]] = {}
    for path in sorted(old.folders.keys() | new.folders.keys(), key=_stacks_first):
        for module in sorted({*uncompared_modules(path, old), *uncompared_modules(path, new)}):
            elsewhere.setdefault(module, []).append(path)
        files = [one for one in _files(path, old, new) if _differs(one, old, new)]
        for file in filter(is_terraform, files):
            diagnostics += dict.fromkeys((*old.diagnostics(file), *new.diagnostics(file)))
        uncompared = [file for file in files if is_uncompared(file, old, new)]
        diagnostics += (_not_compared(file) for file in uncompared if file not in old.unread | new.unread)
        change = _folder_change(path, [file for file in files if is_terraform(file)], uncompared, old, new)
        if change is not None:
            folders.append(change)
        elif path.startswith("stacks/") and _is_there(path, new):
            unchanged += 1
        if change is None or change.action is Action.CHANGED:
            said = (file for file in files if file not in uncompared)
            reworded += (file for file in said if _is_reworded(file, change, old, new))
    diagnostics += (_outside(module, callers) for module, callers in elsewhere.items())
    return Difference(tuple(folders), unchanged, tuple(reworded)), diagnostics


def _stacks_first(path: str) -> tuple[bool, str]:
    return not path.startswith("stacks/"), path


def _files(folder: str, old: Side, new: Side) -> Iterator[str]:
    yield from sorted({*old.folders.get(folder, ()), *new.folders.get(folder, ())})


def _differs(file: str, old: Side, new: Side) -> bool:
    if file.endswith(f"/{LOCK_FILE}") and (file not in old.texts or file not in new.texts):
        return False  # `terraform init` makes it, and no spec has one
    return old.texts.get(file) != new.texts.get(file) or (file in old.unread) != (file in new.unread)


def _folder_change(
    path: str, files: Sequence[str], uncompared: Sequence[str], old: Side, new: Side
) -> FolderChange | None:
    if not files and not uncompared:
        return None
    was, will_be = old.folder(path), new.folder(path)
    before, after = (_blocks(files, side) for side in (old, new))
    if any(map(is_of_module, files)) and (old.has_overrides(path) or new.has_overrides(path)):
        # What a file says depends on the others then, so those that are the same are needed as well.
        before, after = {**before, **old.module(path)}, {**after, **new.module(path)}
    objects = (
        *object_changes(before, after, was, will_be),
        *file_changes(uncompared, old, new),
    )
    if not _is_there(path, old) or not _is_there(path, new):
        return FolderChange(path, Action.REMOVED if _is_there(path, old) else Action.ADDED, objects)
    return FolderChange(path, Action.CHANGED, objects) if objects else None


def _blocks(files: Sequence[str], side: Side) -> Mapping[str, Sequence[Block]]:
    return {file: side.blocks(file) for file in files}


def _is_there(folder: str, side: Side) -> bool:
    return any(map(is_of_module, side.folders.get(folder, ())))


def _is_reworded(file: str, change: FolderChange | None, old: Side, new: Side) -> bool:
    if not is_terraform(file) or change is None:
        return True
    before, after = (Counter(map(says, side.blocks(file))) for side in (old, new))
    return before == after


def _outside(module: str, callers: Sequence[str]) -> Diagnostic:
    return warning(
        NOT_COMPARED,
        f"The module {module} is not compared",
        f"It is outside of stacks/ and modules/, and called in {', '.join(callers)}. What changes in it is not in the "
        "difference: look at it yourself, or move it to modules/.",
    )


def _not_compared(file: str) -> Diagnostic:
    return warning(
        NOT_COMPARED,
        f"{file} differs and is not compared",
        "Terraform or OpenTofu may read it, so the stack or module counts as changed. The blocks of .tf files directly "
        "in its folder are compared, and those of its tests.",
    )
