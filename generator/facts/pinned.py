"""The data files of this package, read when first asked for and then kept."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")


@functools.cache
def pinned(name: str) -> Any:
    """The content of `data/NAME`, a JSON file. All callers share one object: read it, do not change it.

    Raises `FileNotFoundError` if there is no such file, which means a broken installation.
    """
    return json.loads((DATA / name).read_text(encoding="utf-8"))
