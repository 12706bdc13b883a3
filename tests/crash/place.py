"""A folder with all that a run can leave something in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.crash.command import Adbkms, Ended

Contents = dict[str, bytes | None]
JOURNAL = ".adbkms/journal.json"
MANIFEST = ".adbkms/manifest.json"


@dataclass(frozen=True, slots=True)
class Place:
    """`old.yaml`, `new.yaml` and whatever specs a test writes; the output folder, alone in its parent; the folder for
    temporary files; and the user's cache."""

    folder: Path
    adbkms: Adbkms

    @property
    def out(self) -> Path:
        """The output folder."""
        return self.folder / "parent/out"

    @property
    def cache(self) -> Path:
        """The user's cache."""
        return self.folder / "cache"

    def write(self, **specs: str) -> None:
        """Writes each spec into a file of its name, and makes the folders that are there before every run."""
        for folder in ("parent", "temporary", "cache"):
            (self.folder / folder).mkdir(exist_ok=True)
        for name, text in specs.items():
            (self.folder / f"{name}.yaml").write_text(text, "utf-8")

    def copy(self, to: Path) -> Place:
        """The same place elsewhere, in place of what was there."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to, symlinks=True)
        return Place(to, self.adbkms)

    def run(
        self,
        command: str,
        spec: str,
        *options: str,
        at: int | None = None,
        action: dict[str, Any] | None = None,
        cold: bool = False,
        user: int | None = None,
    ) -> Ended:
        """A command about the output folder and a spec, by its name."""
        return self.adbkms.run(
            *(command, f"{spec}.yaml", "-o", "parent/out", *options),
            folder=self.folder,
            environment={"ADBKMS_CACHE_DIR": str(self.cache), "TMPDIR": str(self.folder / "temporary")},
            at=at,
            action=action,
            cold=cold,
            user=user,
        )

    def tree(self, spec: str) -> Contents:
        """What is in the output folder after the spec has been rendered, by a run to which nothing happens."""
        ended = self.run("render", spec)
        assert ended.code == 0, ended.messages
        return contents(self.out)

    def beside(self) -> list[str]:
        """What there is besides specs, tree and the entries of the cache: the places where something can be left."""
        found = [*(self.folder / "parent").iterdir(), *(self.folder / "temporary").iterdir()]
        found += [path for path in self.cache.rglob("*") if path.name.startswith(".")]
        return sorted(path.relative_to(self.folder).as_posix() for path in found if path != self.out)


def contents(folder: Path) -> Contents:
    """Every file below the folder by its path, and every folder as `path/`: None. Links are not followed."""
    found: Contents = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + str(path.readlink()).encode()
        elif path.is_dir():
            found[f"{name}/"] = None
        else:
            found[name] = path.read_bytes()
    return found


def is_decided(left: Contents) -> bool:
    """Whether a run that was stopped had decided on its tree."""
    return JOURNAL in left


def without_own(left: Contents) -> Contents:
    """Without what adbkms keeps for itself."""
    return {path: content for path, content in left.items() if not path.startswith(".adbkms/")}


def without_staging(left: Contents) -> Contents:
    """Without what was staged and never decided on. Before the first publishing nothing else is in its folder."""
    own = ".adbkms/" if MANIFEST not in left else ".adbkms/staging/"
    return {path: content for path, content in left.items() if not path.startswith(own)}
