"""What a release contains."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import __version__
from tests.packaging.distributions import CHECKOUT, Distributions

pytestmark = pytest.mark.xdist_group("packaging")


def files_below(folder: str) -> dict[str, bytes]:
    """The checkout's files below a folder, by their path in the wheel."""
    inside = "" if folder == "generator" else "generator/"
    paths = [path for path in Path(CHECKOUT, folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return {inside + path.relative_to(CHECKOUT).as_posix(): path.read_bytes() for path in paths}


def test_the_wheel_is_the_package_with_templates_and_modules_inside(distributions: Distributions) -> None:
    expected = files_below("generator") | files_below("templates") | files_below("modules")
    assert distributions.wheel.package == expected


@pytest.mark.parametrize(
    "path",
    [
        "generator/py.typed",
        "generator/spec/adbkms.schema.json",
        "generator/facts/data/provider-schema-aws.json",
        "generator/facts/data/provider-schema-oci.json",
        "generator/templates/modules/aws-kms-key/main.tf.j2",
        "generator/modules/aws-kms-key/main.tf",
    ],
)
def test_the_wheel_carries_its_data(distributions: Distributions, path: str) -> None:
    assert distributions.wheel.package[path] or path.endswith("py.typed")


def test_the_wheel_says_what_it_is(distributions: Distributions) -> None:
    metadata = distributions.wheel.metadata
    assert (metadata["Name"], metadata["Version"]) == ("adbkms", __version__)
    assert (metadata["Requires-Python"], metadata["License-Expression"]) == (">=3.11", "Apache-2.0")
    assert "adbkms = generator.cli.main:main" in distributions.wheel.entry_points
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in distributions.wheel.files)


def test_the_sdist_gives_the_same_wheel_as_the_checkout(distributions: Distributions) -> None:
    assert distributions.wheel.files == distributions.wheel_of_checkout.files


@pytest.mark.parametrize(
    "path",
    [
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "SECURITY.md",
        "examples/quickstart/3-encrypt.yaml",
        "pyproject.toml",
        "requirements-checkov.lock",
        "requirements.lock",
        "tests/conftest.py",
    ],
)
def test_the_sdist_is_enough_to_work_on_the_project(distributions: Distributions, path: str) -> None:
    assert distributions.sdist_files[path] == Path(CHECKOUT, path).read_bytes()


@pytest.mark.parametrize("folder", ["bench", "docs", "examples", "modules", "templates", "tests"])
def test_the_sdist_has_every_folder(distributions: Distributions, folder: str) -> None:
    assert any(path.startswith(f"{folder}/") for path in distributions.sdist_files)


def test_nothing_that_was_built_is_in_the_sdist(distributions: Distributions) -> None:
    built = (".venv", ".git/", "build/", "dist/", ".mypy_cache", ".pytest_cache", ".terraform/")
    files = distributions.sdist_files
    assert [path for path in files if path.startswith(built) or "__pycache__" in path] == []
