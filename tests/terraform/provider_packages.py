"""Finding a Terraform provider's package on this machine.

A package is the plugin's executable (as unpacked), or the zip that the registry serves. Layouts:
https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import hcl2
from lark.exceptions import LarkError

MIRROR_VARIABLE = "ADBKMS_TEST_PROVIDER_MIRROR"

# HOST/NAMESPACE/TYPE/VERSION/PLATFORM/executable. A project's own .terraform/providers is a mirror too.
MIRROR_DEPTH = 6

# Where software lies on machines: a mirror may be below any child of these, or be one of them.
SOFTWARE_FOLDERS = ("/opt", "/usr/local", "/usr/share", "/var/lib", "/srv")
SOFTWARE_DEPTH = 8
MOST_FOLDERS = 20_000
# Where a download is under way.
INCOMPLETE = ".incomplete"
NEVER_ENTERED = frozenset({INCOMPLETE, ".git", "node_modules", "site-packages", "dist-packages", "__pycache__"})


@dataclass(frozen=True, slots=True, order=True)
class ProviderPackage:
    """`version` as numbers, so that packages sort by it."""

    version: tuple[int, int, int]
    path: Path

    @property
    def is_zip(self) -> bool:
        return self.path.suffix == ".zip"

    @property
    def version_text(self) -> str:
        return ".".join(map(str, self.version))


@dataclass(frozen=True, slots=True)
class Place:
    """Folders to search, with words for them that tell a person where was searched.

    A mirror is searched through links, which mirrors are made of; in software folders they lead anywhere.
    """

    description: str
    folders: tuple[Path, ...]
    depth: int = MIRROR_DEPTH
    through_links: bool = True


def packages_below(place: Place, provider: str, platform: str) -> list[ProviderPackage]:
    """Each package of `provider` (`aws`) for `platform` (`linux_amd64`) in a place, nearest folders first."""
    prefix = f"terraform-provider-{provider}_"
    rest = re.compile(r"v?(?P<version>\d+\.\d+\.\d+)(_x\d+)?(_(?P<platform>[a-z]+_[a-z0-9]+)\.zip)?")
    found = []
    for path in _files_named(prefix, place):
        match = rest.fullmatch(path.name, len(prefix))
        if match is None or _platform(match["platform"], path) not in (None, platform):
            continue
        if match["platform"] or os.access(path, os.X_OK):
            major, minor, patch = map(int, match["version"].split("."))
            found.append(ProviderPackage((major, minor, patch), path))
    return found


def usual_places(environment: Mapping[str, str], home: Path) -> Iterator[Place]:
    """Where Terraform itself would look, then where people and system packages put software."""
    configuration = Path(environment.get("TF_CLI_CONFIG_FILE") or home / ".terraformrc")
    yield Place(
        "the CLI configuration's filesystem_mirror and plugin_cache_dir",
        tuple(configured_folders(configuration)),
    )
    data = [environment.get("XDG_DATA_HOME") or str(home / ".local/share")]
    data += (environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    implied = [
        home / ".terraform.d/plugins",
        *(Path(folder) / "terraform/plugins" for folder in data if folder),
    ]
    yield Place("Terraform's implied mirror folders", tuple(implied))
    cache = environment.get("TF_PLUGIN_CACHE_DIR")
    yield Place("TF_PLUGIN_CACHE_DIR", (Path(cache),) if cache else ())
    for folder in SOFTWARE_FOLDERS:
        yield Place(folder, (Path(folder),), SOFTWARE_DEPTH, through_links=False)
    yield Place("the home folder", (home,), SOFTWARE_DEPTH, through_links=False)


def configured_folders(configuration: Path) -> list[Path]:
    """The folders that a CLI configuration file names; none where it is missing or cannot be read as HCL."""
    try:
        read = hcl2.loads(configuration.read_text(encoding="utf-8"))
    except (OSError, ValueError, LarkError):
        return []
    mirrors = [
        mirror.get("path")
        for installation in read.get("provider_installation", [])
        for mirror in installation.get("filesystem_mirror", [])
    ]
    texts = [*mirrors, read.get("plugin_cache_dir")]
    return [Path(os.path.expandvars(text.strip('"'))) for text in texts if isinstance(text, str)]


def _platform(in_name: str | None, path: Path) -> str | None:
    """The platform that a package says it is for: in a zip's name, or as the folder of an executable."""
    if in_name is None and re.fullmatch(r"[a-z]+_(amd64|arm64|arm|386)", path.parent.name):
        return path.parent.name
    return in_name


def _files_named(prefix: str, place: Place) -> Iterator[Path]:
    """Files in a place whose names begin so, level by level, in no more than MOST_FOLDERS folders."""
    level = [str(folder) for folder in place.folders]
    left = MOST_FOLDERS
    for _ in range(place.depth + 1):
        below: list[str] = []
        for folder in level[:left]:
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError:
                continue  # Missing or not ours to read: nothing is found there.
            for entry in entries:
                if entry.is_dir(follow_symlinks=place.through_links):
                    if entry.name not in NEVER_ENTERED:
                        below.append(entry.path)
                elif entry.name.startswith(prefix):
                    yield Path(entry.path)
        left -= len(level)
        if left <= 0:
            return
        level = below
