"""Providers that these tests keep between runs: downloaded from Terraform's registry, or unpacked from a zip.

A package of hashicorp/aws is a zip of 150 MB that unpacks to 700 MB, so it is done once for all workers.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .provider_packages import INCOMPLETE, Place, ProviderPackage, packages_below
from .terraform_core import TerraformCore

REGISTRY = "registry.terraform.io"
SECONDS_TO_DOWNLOAD = 600
# A quick no is better than a long wait.
# https://developer.hashicorp.com/terraform/cli/config/environment-variables
QUICK_NO = {"TF_REGISTRY_CLIENT_TIMEOUT": "5", "TF_REGISTRY_DISCOVERY_RETRY": "0"}


class DownloadFailed(Exception):
    """The provider did not arrive; the message holds what Terraform said."""


def downloaded(
    core: TerraformCore,
    kept: Path,
    provider: str,
    version: tuple[int, int, int],
    environment: Mapping[str, str],
) -> ProviderPackage:
    """The package of hashicorp/`provider`, fetched and verified by Terraform into the folder `kept`.

    `environment` is the user's, since a proxy may be the only way out. Raises DownloadFailed.
    """
    with _scratch(kept) as scratch:
        number = ".".join(map(str, version))
        requirement = f'{provider} = {{ source = "hashicorp/{provider}", version = "{number}" }}'
        required = f"terraform {{\n  required_providers {{\n    {requirement}\n  }}\n}}\n"
        (scratch / "versions.tf").write_text(required, encoding="utf-8")
        done = subprocess.run(
            [str(core.executable), "providers", "mirror", f"-platform={core.platform}", "mirror"],
            cwd=scratch,
            env={**environment, **QUICK_NO, "TF_CLI_CONFIG_FILE": os.devnull, "CHECKPOINT_DISABLE": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS_TO_DOWNLOAD,
            check=False,
        )
        found = packages_below(Place("the download", (scratch / "mirror",)), provider, core.platform)
        if done.returncode != 0 or not found:
            raise DownloadFailed(f"terraform providers mirror ended with {done.returncode}\n{done.stdout}{done.stderr}")
        return _unpacked(found[0], kept, core.platform, scratch)


def unpacked(package: ProviderPackage, kept: Path, platform: str) -> ProviderPackage:
    """The same package as an executable: itself, or where it is a zip, unpacked in the folder `kept`."""
    if not package.is_zip:
        return package
    with _scratch(kept) as scratch:
        return _unpacked(package, kept, platform, scratch)


def _unpacked(package: ProviderPackage, kept: Path, platform: str, scratch: Path) -> ProviderPackage:
    folder = kept / package.version_text / platform
    name = package.path.name.split("_")[0]
    if not folder.exists():
        with zipfile.ZipFile(package.path) as archive:
            archive.extractall(scratch / "unpacked")
        for executable in (scratch / "unpacked").glob(f"{name}_*"):
            executable.chmod(0o755)
        folder.parent.mkdir(parents=True, exist_ok=True)
        (scratch / "unpacked").rename(folder)  # At once: another run never sees half a package.
    return ProviderPackage(package.version, next(folder.glob(f"{name}_*")))


@contextmanager
def _scratch(kept: Path) -> Iterator[Path]:
    """A folder inside `kept` for one process at a time, gone afterwards; nobody looks for providers in it."""
    kept.mkdir(parents=True, exist_ok=True)
    scratch = kept / INCOMPLETE
    with (kept / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        shutil.rmtree(scratch, ignore_errors=True)  # of a run that was killed
        scratch.mkdir()
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch)
