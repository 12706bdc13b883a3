"""A virtual environment with a wheel and what it says it needs, and nothing else. Needs no package index.

Nothing is downloaded: packages of the environment that runs the tests are linked into the new one. Only those
that the wheel requires, directly or not: a development tool that the package imports by mistake is missing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# python-hcl2 writes its compiled grammar into its own folder: the test environment's must not be that folder.
COPIED = frozenset({"hcl2"})


@dataclass(frozen=True)
class EmptyEnvironment:
    """`root` is the virtual environment, `site_packages` its packages, `cache` adbkms's cache folder."""

    root: Path
    site_packages: Path
    cache: Path

    def run(self, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment in `cwd`, with nothing of the caller's environment variables."""
        variables = {
            "PATH": str(self.root / "bin"),
            "HOME": str(self.root),
            "ADBKMS_CACHE_DIR": str(self.cache),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        executable, *arguments = command
        return subprocess.run(
            [str(self.root / "bin" / executable), *arguments],
            cwd=cwd,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )


def make_empty_environment(folder: Path, wheel: Path, requirements: Iterable[str]) -> EmptyEnvironment:
    root = folder / "venv"
    venv.create(root, symlinks=True)
    variables = {"base": str(root), "platbase": str(root)}
    site_packages = Path(sysconfig.get_path("purelib", scheme="venv", vars=variables))
    for required in required_distributions(requirements):
        _link(required, site_packages)
    pip = [sys.executable, "-m", "pip", "--python", str(root), "--isolated", "--disable-pip-version-check"]
    install = ["install", "--quiet", "--no-index", "--no-deps", "--no-compile", str(wheel)]
    process = subprocess.run([*pip, *install], capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout + process.stderr
    return EmptyEnvironment(root, site_packages, folder / "cache")


def required_distributions(requirements: Iterable[str]) -> list[Distribution]:
    """The installed distributions of the requirements that apply here, and of theirs, each once."""
    found: dict[str, Distribution] = {}
    waiting = [(Requirement(text), frozenset({""})) for text in requirements]
    while waiting:
        requirement, extras = waiting.pop()
        marker = requirement.marker
        if marker is not None and not any(marker.evaluate({"extra": extra}) for extra in extras):
            continue
        name = canonicalize_name(requirement.name)
        if name not in found:
            found[name] = distribution(name)
            wanted = frozenset({"", *requirement.extras})
            waiting += [(Requirement(text), wanted) for text in found[name].requires or ()]
    return list(found.values())


def _link(installed: Distribution, site_packages: Path) -> None:
    """Link the distribution's top-level folders and files, its metadata among them, but not its scripts."""
    for name in sorted({file.parts[0] for file in installed.files or ()} - {"..", "__pycache__"}):
        source, target = Path(str(installed.locate_file(name))), site_packages / name
        if name in COPIED:
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(".lark_cache.bin", "__pycache__"))
        else:
            target.symlink_to(source)
