"""The bill of materials names what the wheel needs, and is the same for the same lock."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from tests.packaging.empty_environment import required_distributions
from tests.packaging.sbom import LOCK, sbom
from tests.packaging.test_locks import PROJECT


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(sbom(LOCK))
    return loaded


def test_it_names_every_package_that_the_project_needs_at_run_time(document: dict[str, Any]) -> None:
    """As the packages themselves say, here and now: the lock is for other platforms and Pythons too."""
    installed = required_distributions(PROJECT["project"]["dependencies"])

    named = {(component["name"], component["version"]) for component in document["components"]}
    assert named >= {(canonicalize_name(one.metadata["Name"]), one.version) for one in installed}


def test_it_names_nothing_that_only_development_needs(document: dict[str, Any]) -> None:
    names = {component["name"] for component in document["components"]}
    assert not names & {"hatchling", "pytest", "mypy", "ruff", "pathspec"}


def test_every_dependency_leads_from_the_project_to_a_component(document: dict[str, Any]) -> None:
    needs = {one["ref"]: one["dependsOn"] for one in document["dependencies"]}
    reached, waiting = set(), ["adbkms"]
    while waiting:
        reference = waiting.pop()
        if reference not in reached:
            reached.add(reference)
            waiting += needs[reference]
    assert reached == {"adbkms", *(component["bom-ref"] for component in document["components"])}


def test_it_has_neither_a_time_nor_a_number_of_its_own(document: dict[str, Any]) -> None:
    assert "serialNumber" not in document
    assert "timestamp" not in document["metadata"]
    assert sbom(LOCK) == sbom(LOCK)


def test_another_lock_gives_another_document(tmp_path: Path) -> None:
    changed = tmp_path / "requirements.lock"
    changed.write_text(re.sub(r"^lark==\S+", "lark==99.0", LOCK.read_text("utf-8"), flags=re.MULTILINE), "utf-8")

    assert '"pkg:pypi/lark@99.0"' in sbom(changed)
