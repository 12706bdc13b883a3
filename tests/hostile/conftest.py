"""The command line, as in `tests/cli`."""

from tests.cli.conftest import adbkms, process, spec

__all__ = ["adbkms", "process", "spec"]
