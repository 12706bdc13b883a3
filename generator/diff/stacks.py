"""The stacks of a tree, and which of them a change touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.configuration.references import DATABASE
from generator.configuration.terraform import Value
from generator.diff.called_modules import called_modules
from generator.diff.changes import Action, Difference, Risk, worst
from generator.diff.folder import Folder
from generator.diff.side import Side
from generator.diff.values import written


@dataclass(frozen=True, slots=True)
class StackOfTree:
    """A stack as its Terraform says it: the AWS account and the regions that its providers are for, where these are
    literals, and the labels of its databases."""

    name: str
    aws_account_id: str | None
    aws_region: str | None
    oci_region: str | None
    databases: tuple[str, ...]

    @property
    def path(self) -> str:
        """The folder of its root module in the tree."""
        return f"stacks/{self.name}"


@dataclass(frozen=True, slots=True)
class TouchedStack:
    """A stack that is not the same: how it is changed, and the worst of what that means. A stack whose own files are
    the same is changed with a module that it calls."""

    stack: StackOfTree
    action: Action
    risk: Risk


def stacks_of(side: Side) -> tuple[StackOfTree, ...]:
    """All stacks of a tree, by name."""
    folders = (side.folder(path) for path in sorted(side.folders) if path.startswith("stacks/"))
    return tuple(_stack(folder) for folder in folders if folder.blocks)


def touched_stacks(old: Side, new: Side, difference: Difference) -> tuple[TouchedStack, ...]:
    """The stacks that a change touches, by name, also those that are no longer there."""
    changed = {one.path: one for one in difference.stacks}
    risks = {one.path: one.risk for one in difference.folders}
    touched = []
    for path in sorted({*changed, *new.folders}):
        if not path.startswith("stacks/"):
            continue
        change = changed.get(path)
        removed = change is not None and change.action is Action.REMOVED
        folder = (old if removed else new).folder(path)
        called = (risks.keys() & called_modules(folder, new)) - {path} if risks and not removed else frozenset()
        if change is not None or called:
            risk = worst([change.risk if change else Risk.NONE, *(risks[one] for one in called)])
            touched.append(TouchedStack(_stack(folder), change.action if change else Action.CHANGED, risk))
    return tuple(touched)


def _stack(folder: Folder) -> StackOfTree:
    aws, oci = (_provider(folder, name) for name in ("aws", "oci"))
    accounts = aws.get("allowed_account_ids")
    account = accounts[0] if isinstance(accounts, tuple) and accounts else None
    databases = tuple(one.labels[1] for one in folder.of_type("resource") if one.labels[:1] == (DATABASE,))
    return StackOfTree(
        folder.path.rpartition("/")[2], _text(account), _text(aws.get("region")), _text(oci.get("region")), databases
    )


def _provider(folder: Folder, name: str) -> Mapping[str, Value]:
    own = (one for one in folder.of_type("provider") if one.labels == (name,) and "alias" not in one.arguments)
    first = next(own, None)
    return first.arguments if first else {}


def _text(value: Value) -> str | None:
    return None if value is None else value if isinstance(value, str) else written(value)
