"""`python -m tests.golden.regenerate` writes everything that is made; with `--check` it says what is not current."""

from __future__ import annotations

import difflib
import sys

from tests.docs.pages import documents, written
from tests.golden.artifacts import ROOT, artifacts, committed, modules


def main(arguments: list[str]) -> int:
    """0 if all is current, or was written."""
    if arguments == ["--check"]:
        return _check()
    _write(modules())  # the examples' trees hold copies of them
    made = artifacts()
    for path in sorted(committed().keys() - made.keys()):
        (ROOT / path).unlink()
        print(f"removed {path}")
    _write(made)
    _write(documents())  # which show the examples' trees
    return 0


def _write(files: dict[str, str]) -> None:
    for path, text in files.items():
        file = ROOT / path
        if file.is_file() and file.read_text("utf-8") == text:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
        print(f"wrote {path}")


def _check() -> int:
    made, there = artifacts() | documents(), committed() | written()
    stale = sorted(path for path in made.keys() | there.keys() if made.get(path) != there.get(path))
    for path in stale:
        old, new = there.get(path, "").splitlines(keepends=True), made.get(path, "").splitlines(keepends=True)
        sys.stdout.writelines(difflib.unified_diff(old, new, f"a/{path}", f"b/{path}"))
    if stale:
        print(
            f"\n{len(stale)} files are not current. `make goldens` writes them; look at what changed.", file=sys.stderr
        )
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
