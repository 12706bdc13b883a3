"""What a disk has of a folder: names and contents as they were when they were last synced."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

LOSSES = ("names and contents", "contents", "half of the contents", "names")


@dataclass(slots=True)
class Disk:
    """Follows a folder while somebody writes to it and syncs; everything that is there at first is on the disk."""

    folder: Path
    names: dict[int, dict[str, int]] = field(default_factory=dict)
    contents: dict[int, bytes] = field(default_factory=dict)
    _alive: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.synced_all()
        self._alive = set(self._now())

    def _now(self) -> dict[int, Path]:
        paths = (self.folder, *self.folder.rglob("*"))
        return {path.stat().st_ino: path for path in paths}

    def look(self) -> None:
        """To be called after every call: a number that is given to a new file has nothing on the disk yet."""
        now = set(self._now())
        for number in now - self._alive:
            self.names.pop(number, None)
            self.contents.pop(number, None)
        self._alive = now

    def synced(self, path: Path) -> None:
        """The open file or folder has been synced."""
        number = path.stat().st_ino
        if path.is_dir():
            self.names[number] = {entry.name: entry.stat().st_ino for entry in path.iterdir()}
        else:
            self.contents[number] = path.read_bytes()

    def synced_all(self) -> None:
        """The file system has been synced."""
        for path in self._now().values():
            self.synced(path)

    def write(self, to: Path, loss: str) -> None:
        """What there is after a power failure that loses `names and contents` that were not synced; the `contents`
        alone, all or `half of the contents`; or the `names` alone."""
        now = self._now()
        current = {number: {one.name: one.stat().st_ino for one in path.iterdir()} for number, path in now.items()
                   if path.is_dir()}  # fmt: skip
        self._write(self.folder.stat().st_ino, to, loss, now, current)

    def _write(
        self, number: int, to: Path, loss: str, now: dict[int, Path], current: dict[int, dict[str, int]]
    ) -> None:
        to.mkdir(parents=True)
        names = current.get(number, {}) if "names" not in loss else self.names.get(number, {})
        for name, below in names.items():
            path = now.get(below)
            if below in self.names or (path is not None and path.is_dir()):
                self._write(below, to / name, loss, now, current)
            else:
                (to / name).write_bytes(self._content(below, path, loss))

    def _content(self, number: int, path: Path | None, loss: str) -> bytes:
        written = path.read_bytes() if path is not None else b""
        if loss == "names":
            return written or self.contents.get(number, b"")
        lost = written[: len(written) // 2] if "half" in loss else b""
        return self.contents.get(number, lost)
