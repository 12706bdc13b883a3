"""The databases that exist as far as the stand-in knows: one JSON file each, named by OCID.

A test puts an existing database here to import it, changes one to make drift, reads what an apply has done.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STORE_VARIABLE = "ADBKMS_STAND_IN_STATE"


@dataclass(frozen=True, slots=True)
class DatabaseStore:
    """`folder` need not exist before the first database does."""

    folder: Path

    def put(self, database: Mapping[str, Any]) -> None:
        """Adds or replaces the database with that `id`; its arguments have the form of Terraform's state."""
        path = self._path(database["id"])
        if path is None:
            raise ValueError(f"not an OCID: {database['id']!r}")
        self.folder.mkdir(parents=True, exist_ok=True)
        whole = path.with_suffix(".new")  # others may be reading
        whole.write_text(json.dumps(dict(database), indent=1, sort_keys=True), encoding="utf-8")
        whole.replace(path)

    def get(self, ocid: str) -> dict[str, Any] | None:
        """The database, or None where none has that OCID."""
        path = self._path(ocid)
        if path is None or not path.exists():
            return None
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def remove(self, ocid: str) -> None:
        """The database is gone; so it is when it was gone before."""
        path = self._path(ocid)
        if path is not None:
            path.unlink(missing_ok=True)

    def keep_key(self, ocid: str) -> None:
        """From now on changes of the database's key go wrong: the update ends well, the old key stays in use.

        Observed with the real provider where a failed work request lists the database as updated.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{ocid}.keeps-key").touch()

    def keeps_key(self, ocid: str) -> bool:
        """Whether `keep_key` was said of the database."""
        return (self.folder / f"{ocid}.keeps-key").exists()

    def all(self) -> list[dict[str, Any]]:
        """Every database, by OCID."""
        return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(self.folder.glob("ocid1.*.json"))]

    def _path(self, ocid: str) -> Path | None:
        """Nothing but an OCID becomes a file name."""
        return self.folder / f"{ocid}.json" if re.fullmatch(r"ocid1\.[a-z0-9._-]+", ocid) else None
