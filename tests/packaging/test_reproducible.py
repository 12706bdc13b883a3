"""Whoever builds a release gets the same bytes: elsewhere, at another time, with other permissions."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from collections.abc import Mapping

import pytest

from tests.packaging.distributions import Distributions

pytestmark = pytest.mark.xdist_group("packaging")

_OTHER_TIME = 1_700_000_000


@pytest.fixture(scope="module")
def built_elsewhere(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Of the sdist's content, in another folder, with files of another day that nobody else may read."""
    folder = tmp_path_factory.mktemp("somewhere else")
    with tarfile.open(distributions.sdist) as archive:
        archive.extractall(folder, filter="data")
    (sources,) = folder.iterdir()
    for path in [sources, *sources.rglob("*")]:
        path.chmod(0o700 if path.is_dir() or os.access(path, os.X_OK) else 0o600)
        os.utime(path, (_OTHER_TIME, _OTHER_TIME))
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist"), str(sources)]
    process = subprocess.run(command, capture_output=True, text=True, check=False, umask=0o077, cwd=folder)
    assert process.returncode == 0, process.stdout + process.stderr
    return {file.name: file.read_bytes() for file in (folder / "dist").iterdir()}


def test_the_wheel_has_the_same_bytes(distributions: Distributions, built_elsewhere: Mapping[str, bytes]) -> None:
    assert built_elsewhere[distributions.wheel.path.name] == distributions.wheel.path.read_bytes()


def test_the_sdist_has_the_same_bytes(distributions: Distributions, built_elsewhere: Mapping[str, bytes]) -> None:
    assert built_elsewhere[distributions.sdist.name] == distributions.sdist.read_bytes()
