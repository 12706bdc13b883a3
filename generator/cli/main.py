"""The entry point of `adbkms`. It answers `--version` before anything heavy is imported."""

from __future__ import annotations

import gc
import sys

from generator import __version__
from generator.cli.standard_streams import with_standard_streams
from generator.cli.terminated import end_at_once, end_orderly


def main() -> None:
    """Run the command line of this process."""
    end_orderly()
    try:
        with_standard_streams(_run)
    finally:
        end_at_once()


def _run() -> None:
    if sys.argv[1:] == ["--version"]:
        print(f"adbkms {__version__}")
        return
    from generator.cli.app import app

    try:
        app(prog_name="adbkms")
    finally:
        gc.freeze()  # or Python, when it ends, looks for cycles in all that was made


if __name__ == "__main__":
    main()
