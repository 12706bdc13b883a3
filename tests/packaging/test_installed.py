"""The wheel in an empty virtual environment, away from the checkout."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator import __version__
from tests.packaging.distributions import CHECKOUT
from tests.packaging.empty_environment import EmptyEnvironment

pytestmark = pytest.mark.xdist_group("packaging")


@pytest.fixture
def spec(tmp_path: Path) -> str:
    shutil.copy(CHECKOUT / "examples" / "quickstart" / "3-encrypt.yaml", tmp_path / "spec.yaml")
    return "spec.yaml"


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def fingerprint(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of last change of every file and link in a folder."""
    states = {path: path.lstat() for path in folder.rglob("*") if path.is_symlink() or path.is_file()}
    return {str(path): (state.st_size, state.st_mtime_ns) for path, state in states.items()}


def files(folder: Path) -> dict[str, int]:
    """The number of every file in a folder: what is written anew has another one, what is used again the same."""
    return {str(path): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody but root can write below the folder meanwhile."""
    paths = [folder, *(path for path in folder.rglob("*") if not path.is_symlink())]
    modes = {path: path.stat().st_mode for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def test_the_package_comes_from_the_wheel(environment: EmptyEnvironment, tmp_path: Path) -> None:
    where = environment.run("python", "-c", "import generator; print(generator.__file__)", cwd=tmp_path)
    assert Path(where.stdout.strip()) == environment.site_packages / "generator" / "__init__.py"


def test_development_tools_are_not_there(environment: EmptyEnvironment, tmp_path: Path) -> None:
    missing = environment.run("python", "-c", "import pytest", cwd=tmp_path)
    assert "No module named 'pytest'" in missing.stderr


def test_version(environment: EmptyEnvironment, tmp_path: Path) -> None:
    version = environment.run("adbkms", "--version", cwd=tmp_path)
    assert (version.returncode, version.stderr) == (0, "")
    assert version.stdout.split()[-1] == __version__


def test_schema(environment: EmptyEnvironment, tmp_path: Path) -> None:
    schema = environment.run("adbkms", "schema", cwd=tmp_path)
    assert (schema.returncode, schema.stderr) == (0, "")
    committed = CHECKOUT / "generator" / "spec" / "adbkms.schema.json"
    assert json.loads(schema.stdout) == json.loads(committed.read_bytes())


def test_render_finds_templates_and_modules(environment: EmptyEnvironment, tmp_path: Path, spec: str) -> None:
    render = environment.run("adbkms", "render", spec, "-o", "out", cwd=tmp_path)
    assert render.returncode == 0, render.stderr
    rendered = contents(tmp_path / "out")
    assert ".adbkms/manifest.json" in rendered
    assert [path for path in rendered if path.startswith("stacks/") and path.endswith("/main.tf")] != []
    vendored = {path.removeprefix("modules/"): text for path, text in rendered.items() if path.startswith("modules/")}
    modules = contents(CHECKOUT / "modules")  # all but the variant for stacks without protection
    assert vendored == {path: text for path, text in modules.items() if not path.startswith("aws-kms-key-unprotected/")}


def test_site_packages_may_be_read_only(environment: EmptyEnvironment, tmp_path: Path, spec: str) -> None:
    """python-hcl2's compiled grammar goes to the user's cache folder, and the second run finds it there.

    Root may write everywhere, so what counts is that nothing in the environment has changed.
    """
    installed = fingerprint(environment.root)
    shutil.rmtree(environment.cache, ignore_errors=True)
    with read_only(environment.site_packages):
        first = environment.run("adbkms", "render", spec, "-o", "first", cwd=tmp_path)
        cached = files(environment.cache)
        second = environment.run("adbkms", "render", spec, "-o", "second", cwd=tmp_path)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert fingerprint(environment.root) == installed
    assert cached != {}
    assert files(environment.cache).items() >= cached.items()  # what is made for another folder is new
