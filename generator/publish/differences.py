"""Where a folder is not what its manifest says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic, warning
from generator.publish.changes import Kind
from generator.publish.compare import compare


def differences(out: Path) -> Iterator[Diagnostic]:
    """A warning for each file that was edited or removed since it was written: Terraform may take the tree as it is.
    Nothing for a folder without a manifest."""
    changes = compare({}, out)  # what has not been touched would be removed
    yield from changes.diagnostics
    if changes.previous is None:
        return
    for change in changes.of(Kind.EDITED):
        yield warning(
            "PUB015",
            f"{change.path} was edited by hand",
            "It is not what adbkms wrote. The next `render` will refuse to go over it: bring the edit into the spec.",
        )
    for path in sorted(changes.previous.files.keys() - {change.path for change in changes.changes}):
        yield warning("PUB015", f"{path} is missing", "adbkms wrote it, and it is not there any more. Render again.")
