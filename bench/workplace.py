"""Where measured processes read and write."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# What is compiled once after an installation and does not depend on any spec.
_COMPILED = ("grammar", "templates")


class Workplace:
    """A folder for everything that the measured processes read and write, their cache among it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.cache = folder / "cache"
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        self.environment = kept | {
            "ADBKMS_CACHE_DIR": str(self.cache),
            "CHECKPOINT_DISABLE": "1",  # neither Terraform nor cdktf asks for a newer version of itself
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
        }

    def forget(self) -> None:
        """Nothing has been rendered or verified yet; the grammar and the templates are compiled."""
        for remembered in self.cache.iterdir() if self.cache.is_dir() else ():
            if remembered.name not in _COMPILED:
                shutil.rmtree(remembered)


def adbkms() -> list[str]:
    """The installed command of this environment, or the package of this checkout."""
    script = Path(sys.executable).with_name("adbkms")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "generator"]
