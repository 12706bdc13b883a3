"""A manifest that somebody wrote who knows how its digest is made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def signed(data: Mapping[str, Any]) -> str:
    """The text of a manifest with these members, and the digest that fits them."""
    members = {name: value for name, value in data.items() if name != "sha256"}
    written = json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return json.dumps({**members, "sha256": hashlib.sha256(written.encode()).hexdigest()})
