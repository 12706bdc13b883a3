"""A repository with two stacks, of which the last commit has changed one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.integrations.released import commit, git
from tests.integrations.repository import QUICKSTART, render

CHANGED, SAME = "payments-prod", "invoices-prod"


@dataclass(frozen=True)
class TwoStacks:
    """`base` is the commit before the change. The changed stack is new: its database is to be provisioned."""

    folder: Path
    base: str

    def clone(self, folder: Path) -> Path:
        """A fresh checkout."""
        git(folder.parent, "clone", "--quiet", str(self.folder), str(folder))
        return folder


def two_stacks(folder: Path) -> TwoStacks:
    (folder / "specs").mkdir(parents=True)
    spec = (QUICKSTART / "1-provision.yaml").read_text("utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    others = {CHANGED: SAME, "111122223333": "222233334444", "db_name: ORDERS": "db_name: INVOICES"}
    other = spec
    for old, new in others.items():
        other = other.replace(old, new)
    (folder / "specs" / "invoices.yaml").write_text(other, "utf-8")
    render(folder)
    base = commit(folder)
    (folder / "specs" / "payments.yaml").write_text(spec, "utf-8")
    render(folder)
    commit(folder)
    return TwoStacks(folder, base)
