"""What the tests of publishing share: an output folder, and a look at what is in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from generator.publish.manifest import Provenance
from generator.publish.publish import PublishResult, publish

Render = Callable[..., PublishResult]
FilesIn = Callable[[Path], dict[str, str]]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder that does not exist yet."""
    return tmp_path / "out"


@pytest.fixture(scope="session")
def render() -> Render:
    """Publishes a tree as `adbkms render` would."""

    def run(tree: Mapping[str, str], out: Path, *, overwrite_edits: bool = False) -> PublishResult:
        return publish(tree, out, Provenance("1.0.0", "spec"), overwrite_edits=overwrite_edits)

    return run


@pytest.fixture(scope="session")
def files_in() -> FilesIn:
    """The text of every file in a folder by its path, without what adbkms keeps for itself in `.adbkms`."""

    def read(folder: Path) -> dict[str, str]:
        paths = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
        names = {path.relative_to(folder).as_posix(): path for path in paths}
        return {
            name: path.read_bytes().decode() for name, path in sorted(names.items()) if not name.startswith(".adbkms/")
        }

    return read


@pytest.fixture(scope="module")
def without_waiting_for_the_disk() -> Iterator[None]:
    """For modules that publish hundreds of times, and in which no power fails."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield
