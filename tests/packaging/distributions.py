"""The project's sdist and wheels, built as a release builds them, and what is in them."""

from __future__ import annotations

import email
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from email.message import Message
from functools import cached_property
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Wheel:
    """A built wheel, by its content: names as they will lie in site-packages."""

    path: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @property
    def package(self) -> dict[str, bytes]:
        """The files of the import package, without the wheel's own metadata."""
        return {name: content for name, content in self.files.items() if ".dist-info/" not in name}

    def _dist_info(self, name: str) -> str:
        (content,) = [self.files[path] for path in self.files if path.endswith(f".dist-info/{name}")]
        return content.decode()

    @property
    def metadata(self) -> Message:
        return email.message_from_string(self._dist_info("METADATA"))

    @property
    def entry_points(self) -> str:
        return self._dist_info("entry_points.txt")


@dataclass(frozen=True)
class Distributions:
    """What a release would publish, and beside it the wheel that the checkout gives without that sdist."""

    sdist: Path
    wheel: Wheel
    wheel_of_checkout: Wheel

    @cached_property
    def sdist_files(self) -> dict[str, bytes]:
        """Names are relative to the sdist's one folder."""
        with tarfile.open(self.sdist) as archive:
            members = [(member.name.partition("/")[2], archive.extractfile(member)) for member in archive]
            return {name: content.read() for name, content in members if content is not None}


def build_distributions(folder: Path) -> Distributions:
    """Build with the installed hatchling, offline: `build` makes the sdist and from the sdist the wheel."""
    release, direct = folder / "release", folder / "direct"
    _build(release)
    _build(direct, "--wheel")
    return Distributions(
        sdist=_only(release, "*.tar.gz"),
        wheel=Wheel(_only(release, "*.whl")),
        wheel_of_checkout=Wheel(_only(direct, "*.whl")),
    )


def _build(outdir: Path, *options: str) -> None:
    build = [sys.executable, "-m", "build", "--no-isolation", *options]
    command = [*build, "--outdir", str(outdir), str(CHECKOUT)]
    process = subprocess.run(command, cwd=outdir.parent, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout + process.stderr


def _only(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path
