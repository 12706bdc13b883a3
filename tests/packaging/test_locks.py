"""The locks hold all that pyproject.toml asks for, by hash, wherever they are installed."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.distributions import CHECKOUT

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
LOCKS = {
    "requirements.lock": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
    "requirements-checkov.lock": PROJECT["dependency-groups"]["checkov"],
    "requirements-audit.lock": PROJECT["dependency-groups"]["audit"],
}
HASH = r"    --hash=sha256:[0-9a-f]{64}(?: \\)?\n"
PINNED = re.compile(rf"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; [^\\\n]+)? \\\n(?:{HASH})+", re.MULTILINE)


def pinned_versions(lock: str) -> dict[str, set[str]]:
    """The versions that a lock pins with hashes, by package; several where Pythons differ."""
    versions: defaultdict[str, set[str]] = defaultdict(set)
    for pin in PINNED.finditer((CHECKOUT / lock).read_text()):
        versions[pin["name"]].add(pin["version"])
    return dict(versions)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_to_a_version_that_it_allows(lock: str) -> None:
    versions = pinned_versions(lock)
    requirements = [Requirement(text) for text in LOCKS[lock]]
    outdated = [
        str(requirement)
        for requirement in requirements
        if not any(map(requirement.specifier.contains, versions.get(canonicalize_name(requirement.name), ())))
    ]
    assert outdated == [], "run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_nothing_but_pins_with_hashes(lock: str) -> None:
    rest = PINNED.sub("", (CHECKOUT / lock).read_text())
    assert [line for line in rest.splitlines() if not line.startswith("    #")] == []
