"""The difference of two trees: by folder, and in it by object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.configuration.terraform import Block
from generator.diagnostics import Diagnostic, warning
from generator.diff.arguments import says
from generator.diff.changes import Action, Difference, FolderChange
from generator.diff.codes import NOT_COMPARED
from generator.diff.objects import object_changes
from generator.diff.side import Side, is_of_module, is_terraform

# What Terraform or OpenTofu takes for part of a configuration as well.
_READ_BY_TERRAFORM = tuple(f".{name}{form}" for name in ("tf", "tofu", "tfvars") for form in ("", ".json")) + tuple(
    f".{name}.{form}" for name in ("tftest", "tofutest") for form in ("hcl", "json")
)


def difference(old: Side, new: Side) -> tuple[Difference, list[Diagnostic]]:
    """What is not the same in two trees, and the errors in what was read for it: what such a file says is then known in
    part only. Files whose texts are equal are not read, but for what a change in another file means."""
    folders: list[FolderChange] = []
    reworded: list[str] = []
    diagnostics: list[Diagnostic] = []
    unchanged = 0
    for path in sorted(old.folders.keys() | new.folders.keys(), key=_stacks_first):
        files = [one for one in _files(path, old, new) if old.texts.get(one) != new.texts.get(one)]
        for file in filter(is_terraform, files):
            diagnostics += dict.fromkeys((*old.diagnostics(file), *new.diagnostics(file)))
        diagnostics += (_not_compared(file) for file in files if _is_left_out(file))
        change = _folder_change(path, [file for file in files if is_terraform(file)], old, new)
        if change is not None:
            folders.append(change)
        elif path.startswith("stacks/") and _is_there(path, new):
            unchanged += 1
        if change is None or change.action is Action.CHANGED:
            reworded += (file for file in files if _is_reworded(file, change, old, new))
    return Difference(tuple(folders), unchanged, tuple(reworded)), diagnostics


def _stacks_first(path: str) -> tuple[bool, str]:
    return not path.startswith("stacks/"), path


def _files(folder: str, old: Side, new: Side) -> Iterator[str]:
    yield from sorted({*old.folders.get(folder, ()), *new.folders.get(folder, ())})


def _folder_change(path: str, files: Sequence[str], old: Side, new: Side) -> FolderChange | None:
    if not files:
        return None
    was, will_be = old.folder(path), new.folder(path)
    objects = object_changes(_blocks(files, old), _blocks(files, new), was, will_be)
    if not _is_there(path, old) or not _is_there(path, new):
        return FolderChange(path, Action.REMOVED if _is_there(path, old) else Action.ADDED, objects)
    return FolderChange(path, Action.CHANGED, objects) if objects else None


def _blocks(files: Sequence[str], side: Side) -> Mapping[str, Sequence[Block]]:
    return {file: side.blocks(file) for file in files}


def _is_there(folder: str, side: Side) -> bool:
    return any(map(is_of_module, side.folders.get(folder, ())))


def _is_reworded(file: str, change: FolderChange | None, old: Side, new: Side) -> bool:
    if not is_terraform(file):
        return not _is_left_out(file)
    if change is None:
        return True
    before, after = (Counter(map(says, side.blocks(file))) for side in (old, new))
    return before == after


def _is_left_out(file: str) -> bool:
    return file.endswith(_READ_BY_TERRAFORM) and not is_terraform(file)


def _not_compared(file: str) -> Diagnostic:
    return warning(
        NOT_COMPARED,
        f"{file} differs and is not compared",
        "Terraform or OpenTofu may read it. The blocks of .tf files directly in the folder of a stack or module are "
        "compared, and those of its tests.",
    )
